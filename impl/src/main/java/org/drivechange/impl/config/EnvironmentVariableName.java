// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Converts keys to environment variable names.
 *
 * @see <a
 *     href="https://download.eclipse.org/microprofile/microprofile-config-3.0/microprofile-config-spec-3.0.html#default_configsources.env.mapping">MicroProfile
 *     Config, environment variables mapping rules</a>
 */
final class EnvironmentVariableName {

    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_]+");

    private EnvironmentVariableName() {}

    /** Returns the variable of a key, such as {@code DRIVECHANGE_GRAPH_URL} for {@code drivechange.graph.url}. */
    static String of(String key) {
        return OTHER.matcher(key).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    /** Whether a name has only characters of environment variables. */
    static boolean is(String name) {
        return VARIABLE.matcher(name).matches();
    }
}
