// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.time.Duration;
import java.time.Instant;

/** Formats durations for log lines with two units: {@code 34 s}, {@code 12 min 3 s}, {@code 2 h 5 min}. */
public final class DurationText {

    private DurationText() {}

    public static String between(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min " + time.toSecondsPart() + " s" : seconds(time);
    }

    private static String seconds(Duration time) {
        long tenths = time.toMillis() / 100;
        return time.toSeconds() >= 10 ? time.toSeconds() + " s" : tenths / 10.0 + " s";
    }
}
