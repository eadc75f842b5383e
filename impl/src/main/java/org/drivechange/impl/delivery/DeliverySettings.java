// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.time.Duration;

/**
 * What the configuration says about delivery.
 *
 * @param capacity how many notifications wait for one target's observers before they are merged
 * @param quietPeriod notifications that come closer together than this are merged; zero merges none
 */
public record DeliverySettings(int capacity, Duration quietPeriod) {

    /** The longest that a merged notification waits, in quiet periods. */
    private static final int LONGEST_WAIT = 10;

    Duration longestWait() {
        return quietPeriod.multipliedBy(LONGEST_WAIT);
    }
}
