// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Timeouts of the tests. */
public final class Patience {

    private static final Duration USUAL = Duration.ofSeconds(60);

    private Patience() {}

    /** Returns a condition that must eventually hold. */
    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(USUAL).pollInterval(Duration.ofMillis(20));
    }

    /** Returns a condition that must hold for the whole duration. */
    public static ConditionFactory allTheTime(Duration howLong) {
        return Awaitility.await().during(howLong).atMost(howLong.plus(USUAL)).pollInterval(Duration.ofMillis(20));
    }
}
