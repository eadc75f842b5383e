// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A property name with the prefix of DriveChange's keys, in any form that config sources list.
 *
 * @param name the listed name
 * @param profile whether the name belongs to a profile, such as {@code %dev.drivechange.token} or {@code
 *     _DEV_DRIVECHANGE_TOKEN}
 * @param base the name without profile and index
 * @param index the index of an element, as in {@code drivechange.notification-hosts[0]}
 */
record PropertyName(String name, boolean profile, String base, OptionalInt index) {

    private static final Pattern FORM = Pattern.compile(
            "(?<profile>%[^.]*\\.|_[A-Z0-9_]+?_)?"
                    + "(?<base>drivechange[^A-Za-z0-9].*?)"
                    + "(\\[(?<index>\\d{1,9})]|_(?<element>\\d{1,9})_)?",
            Pattern.CASE_INSENSITIVE);

    /** Parses a name. Empty if it has another prefix. */
    static Optional<PropertyName> of(String name) {
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            return Optional.empty();
        }
        String index = form.group("index") == null ? form.group("element") : form.group("index");
        return Optional.of(new PropertyName(
                name,
                form.group("profile") != null,
                form.group("base"),
                index == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(index))));
    }

    /** Returns the key that equals this name. */
    Optional<ConfigKey> exact() {
        return Arrays.stream(ConfigKey.values()).filter(key -> key.covers(base)).findFirst();
    }

    /** Returns the key that this name equals, or spells as an environment variable. */
    Optional<ConfigKey> spelled() {
        return exact().or(() -> Arrays.stream(ConfigKey.values())
                .filter(key -> key.spelledBy(base).isPresent())
                .findFirst());
    }
}
