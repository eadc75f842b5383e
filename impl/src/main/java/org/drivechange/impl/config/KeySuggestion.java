// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Finds the key closest to a misspelled name. */
final class KeySuggestion {

    private static final int MAX_DISTANCE = 3;
    private static final int CHARACTERS_PER_EDIT = 4;
    private static final String PREFIX = "DRIVECHANGE_";

    /** Wildcard in a pattern for one or more characters. */
    private static final char ANY = '*';

    private KeySuggestion() {}

    /** Returns the closest key. Empty if no key is close. */
    static Optional<ConfigKey> closest(String name) {
        String variable = EnvironmentVariableName.of(name);
        if (variable.length() <= PREFIX.length()) {
            return Optional.empty();
        }
        String spelling = variable.substring(PREFIX.length());
        return Arrays.stream(ConfigKey.values())
                .min(Comparator.comparingInt(key -> distance(spelling, pattern(key))))
                .filter(key -> distance(spelling, pattern(key)) <= maxDistance(pattern(key)));
    }

    private static String pattern(ConfigKey key) {
        String marked = key.key().replace("<name>", "0");
        return EnvironmentVariableName.of(marked).substring(PREFIX.length()).replace('0', ANY);
    }

    private static int maxDistance(String pattern) {
        return Math.min(MAX_DISTANCE, Math.max(1, pattern.length() / CHARACTERS_PER_EDIT));
    }

    /** Returns the Levenshtein distance. {@code *} in the pattern matches any characters at no cost. */
    static int distance(String text, String pattern) {
        int[] previous = new int[text.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int p = 1; p <= pattern.length(); p++) {
            int[] current = new int[text.length() + 1];
            char expected = pattern.charAt(p - 1);
            current[0] = previous[0] + 1;
            for (int t = 1; t <= text.length(); t++) {
                boolean same = expected == ANY || expected == text.charAt(t - 1);
                int insertion = current[t - 1] + (expected == ANY && t > 1 ? 0 : 1);
                current[t] = Math.min(Math.min(previous[t] + 1, insertion), previous[t - 1] + (same ? 0 : 1));
            }
            previous = current;
        }
        return previous[text.length()];
    }
}
