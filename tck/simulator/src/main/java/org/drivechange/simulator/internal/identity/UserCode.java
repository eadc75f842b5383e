// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person types to sign in a device: nine letters and digits, none of which looks like another. */
final class UserCode {

    private static final String CHARACTERS = "BCDFGHJKLMNPQRSTVWXZ23456789";

    private static final int LENGTH = 9;

    private static final SecureRandom RANDOM = new SecureRandom();

    private UserCode() {}

    static String fresh() {
        return RANDOM.ints(LENGTH, 0, CHARACTERS.length())
                .mapToObj(CHARACTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    /** As it was given out, from what was typed. */
    static String typed(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}
