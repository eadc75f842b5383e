// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long the tests wait for what must come. */
public final class Patience {

    private static final Duration USUAL = Duration.ofSeconds(60);

    private Patience() {}

    /** Waits for what must come in the end. */
    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(USUAL).pollInterval(Duration.ofMillis(20));
    }

    /** Looks for this long whether what must not come stays away. */
    public static ConditionFactory allTheTime(Duration howLong) {
        return Awaitility.await().during(howLong).atMost(howLong.plus(USUAL)).pollInterval(Duration.ofMillis(20));
    }
}
