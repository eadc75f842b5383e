// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;

/** User code of a device code sign-in: nine letters and digits without similar-looking characters. */
final class UserCode {

    private static final String CHARACTERS = "BCDFGHJKLMNPQRSTVWXZ23456789";

    private static final int LENGTH = 9;

    private static final SecureRandom RANDOM = new SecureRandom();

    private UserCode() {}

    static String random() {
        return RANDOM.ints(LENGTH, 0, CHARACTERS.length())
                .mapToObj(CHARACTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    /** Normalizes the text entered by a user. */
    static String normalized(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}
