// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/** The accounts that the configuration names, without the default account. */
record ConfiguredAccounts(Config config) {

    /** Each of these keys makes an account known. */
    static final Set<ConfigKey> KNOWN =
            EnumSet.of(ConfigKey.ACCOUNT_TOKEN, ConfigKey.ACCOUNT_OAUTH_CLIENT_ID, ConfigKey.ACCOUNT_OAUTH_CACHE);

    static final Set<ConfigKey> ALL = EnumSet.of(
            ConfigKey.ACCOUNT_TOKEN,
            ConfigKey.ACCOUNT_OAUTH_CLIENT_ID,
            ConfigKey.ACCOUNT_OAUTH_CLIENT_SECRET,
            ConfigKey.ACCOUNT_OAUTH_AUTHORITY,
            ConfigKey.ACCOUNT_OAUTH_SCOPES,
            ConfigKey.ACCOUNT_OAUTH_CACHE);

    /** The accounts that any of these keys names. */
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

    /** An environment variable has lost the case and the punctuation of the name that it stands for. */
    private static String moreExact(String one, String other) {
        boolean lost = one.matches("[a-z0-9._]*");
        return lost ? other : one;
    }
}
