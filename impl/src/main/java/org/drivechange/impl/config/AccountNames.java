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
record AccountNames(Config config) {

    /** Each of these keys makes an account known. */
    static final Set<Key> KNOWN = EnumSet.of(Key.ACCOUNT_TOKEN, Key.ACCOUNT_OAUTH_CLIENT_ID, Key.ACCOUNT_OAUTH_CACHE);

    static final Set<Key> ALL = EnumSet.of(
            Key.ACCOUNT_TOKEN,
            Key.ACCOUNT_OAUTH_CLIENT_ID,
            Key.ACCOUNT_OAUTH_CLIENT_SECRET,
            Key.ACCOUNT_OAUTH_AUTHORITY,
            Key.ACCOUNT_OAUTH_SCOPES,
            Key.ACCOUNT_OAUTH_CACHE);

    /** The accounts that any of these keys names. */
    Set<String> in(Set<Key> keys) {
        Map<String, String> found = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            ConfiguredName.of(name)
                    .filter(listed -> !listed.profile())
                    .ifPresent(listed -> keys.stream()
                            .flatMap(key -> key.nameIn(listed.base()).stream())
                            .map(account ->
                                    EnvironmentName.is(listed.base()) ? account.toLowerCase(Locale.ROOT) : account)
                            .forEach(account ->
                                    found.merge(EnvironmentName.of(account), account, AccountNames::moreExact)));
        }
        return new TreeSet<>(found.values());
    }

    /** An environment variable has lost the case and the punctuation of the name that it stands for. */
    private static String moreExact(String one, String other) {
        boolean lost = one.matches("[a-z0-9._]*");
        return lost ? other : one;
    }
}
