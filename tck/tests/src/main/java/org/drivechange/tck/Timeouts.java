// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Timeouts of the tests. */
public final class Timeouts {

    private static final Duration DEFAULT = Duration.ofSeconds(60);

    private Timeouts() {}

    /** Returns a condition that must eventually hold. */
    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(DEFAULT).pollInterval(Duration.ofMillis(20));
    }

    /** Returns a condition that must hold for the whole duration. */
    public static ConditionFactory throughout(Duration duration) {
        return Awaitility.await()
                .during(duration)
                .atMost(duration.plus(DEFAULT))
                .pollInterval(Duration.ofMillis(20));
    }
}
