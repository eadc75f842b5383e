// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;

/** What HTTP and OAuth can say of a duration. */
final class WholeSeconds {

    private WholeSeconds() {}

    static long up(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
