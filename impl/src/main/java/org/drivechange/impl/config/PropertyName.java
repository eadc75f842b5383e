// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A property name that starts as DriveChange's keys do, in whatever form a config source lists it.
 *
 * @param name the name as it is listed
 * @param profile whether the name belongs to a profile, as {@code %dev.drivechange.token} and {@code _DEV_DRIVECHANGE_TOKEN} do
 * @param base the name without profile and index
 * @param index the index of an element, as in {@code drivechange.notification-hosts[0]}
 */
record PropertyName(String name, boolean profile, String base, OptionalInt index) {

    private static final Pattern FORM = Pattern.compile(
            "(?<profile>%[^.]*\\.|_[A-Z0-9_]+?_)?"
                    + "(?<base>drivechange[^A-Za-z0-9].*?)"
                    + "(\\[(?<index>\\d{1,9})]|_(?<element>\\d{1,4})_)?",
            Pattern.CASE_INSENSITIVE);

    /** Empty where the name starts in another way. */
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

    /** The key that this name is. */
    Optional<ConfigKey> exact() {
        return Arrays.stream(ConfigKey.values()).filter(key -> key.covers(base)).findFirst();
    }

    /** The key that this name is or spells in the way of environment variables. */
    Optional<ConfigKey> spelled() {
        return exact().or(() -> Arrays.stream(ConfigKey.values())
                .filter(key -> key.spelledBy(base).isPresent())
                .findFirst());
    }
}
