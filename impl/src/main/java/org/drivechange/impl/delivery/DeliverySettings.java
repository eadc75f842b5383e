// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.time.Duration;

/**
 * Configuration of delivery.
 *
 * @param capacity number of notifications queued for the observers of a target before further ones are merged
 * @param quietPeriod interval below which consecutive notifications are merged; zero merges none
 */
public record DeliverySettings(int capacity, Duration quietPeriod) {

    /** Maximum delay of a merged notification, in quiet periods. */
    private static final int LONGEST_WAIT = 10;

    Duration longestWait() {
        return quietPeriod.multipliedBy(LONGEST_WAIT);
    }
}
