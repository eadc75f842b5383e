// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import java.time.Duration;

/** Converts durations to whole seconds for HTTP and OAuth. */
public final class DurationSeconds {

    private DurationSeconds() {}

    public static long roundedUp(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
