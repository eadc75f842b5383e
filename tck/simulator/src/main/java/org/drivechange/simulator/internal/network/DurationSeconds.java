// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import java.time.Duration;

/** What HTTP and OAuth can say of a duration. */
public final class DurationSeconds {

    private DurationSeconds() {}

    public static long up(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
