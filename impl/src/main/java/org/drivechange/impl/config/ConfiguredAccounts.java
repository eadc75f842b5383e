// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/** Accounts named in the configuration, without the default account. */
record ConfiguredAccounts(Config config) {

    /** Keys that each make an account known. */
    static final Set<ConfigKey> KNOWN =
            EnumSet.of(ConfigKey.ACCOUNT_TOKEN, ConfigKey.ACCOUNT_OAUTH_CLIENT_ID, ConfigKey.ACCOUNT_OAUTH_CACHE);

    static final Set<ConfigKey> ALL = EnumSet.of(
            ConfigKey.ACCOUNT_TOKEN,
            ConfigKey.ACCOUNT_OAUTH_CLIENT_ID,
            ConfigKey.ACCOUNT_OAUTH_CLIENT_SECRET,
            ConfigKey.ACCOUNT_OAUTH_AUTHORITY,
            ConfigKey.ACCOUNT_OAUTH_SCOPES,
            ConfigKey.ACCOUNT_OAUTH_CACHE);

    /** Returns the accounts named by any of these keys. */
    Set<String> in(Set<ConfigKey> keys) {
        Map<String, String> found = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            PropertyName.of(name)
                    .filter(listed -> !listed.profile())
                    .ifPresent(listed -> keys.stream()
                            .flatMap(key -> key.nameIn(listed.base()).stream())
                            .map(account -> EnvironmentVariableName.is(listed.base())
                                    ? account.toLowerCase(Locale.ROOT)
                                    : account)
                            .forEach(account -> found.merge(
                                    EnvironmentVariableName.of(account), account, ConfiguredAccounts::moreExact)));
        }
        return new TreeSet<>(found.values());
    }

    /** Prefers the name that has case or punctuation, which an environment variable loses. */
    private static String moreExact(String name, String other) {
        boolean lost = name.matches("[a-z0-9._]*");
        return lost ? other : name;
    }
}
