// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Parses Graph's usual timestamp form, {@code 2026-05-11T21:52:27.5200000Z}, by position. Every notification has one,
 * and {@code java.time} would take more time and memory than the rest of the parsing.
 */
final class FastInstantParser {

    private static final String FORM = "0000-00-00T00:00:00";
    private static final int MAX_DECIMALS = 9;
    private static final long DAY = 86_400;

    private FastInstantParser() {}

    /** Parses a timestamp. Empty if it has another form or is invalid. */
    static Optional<Instant> parse(String text) {
        int end = text.length() - 1;
        if (end < FORM.length() || text.charAt(end) != 'Z' || !formed(text)) {
            return Optional.empty();
        }
        int nanos = nanos(text, end);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (nanos < 0 || hour > 23 || minute > 59 || second > 59) {
            return Optional.empty();
        }
        long seconds = hour * 3_600L + minute * 60L + second;
        return day(text).map(day -> Instant.ofEpochSecond(day * DAY + seconds, nanos));
    }

    private static boolean formed(String text) {
        for (int at = 0; at < FORM.length(); at++) {
            char expected = FORM.charAt(at);
            char found = text.charAt(at);
            if (expected == '0' ? !digit(found) : found != expected) {
                return false;
            }
        }
        return true;
    }

    /** Returns the day since 1970-01-01. */
    private static Optional<Long> day(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        boolean real = month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
        return real ? Optional.of(LocalDate.of(year, month, day).toEpochDay()) : Optional.empty();
    }

    /** Returns the nanoseconds after the seconds; -1 if they are not a fraction. */
    private static int nanos(String text, int end) {
        int from = FORM.length();
        if (end == from) {
            return 0;
        }
        int decimals = end - from - 1;
        if (text.charAt(from) != '.' || decimals < 1 || decimals > MAX_DECIMALS) {
            return -1;
        }
        int nanos = 0;
        for (int i = 0; i < MAX_DECIMALS; i++) {
            char next = i < decimals ? text.charAt(from + 1 + i) : '0';
            if (!digit(next)) {
                return -1;
            }
            nanos = nanos * 10 + next - '0';
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private static boolean digit(char found) {
        return found >= '0' && found <= '9';
    }
}
