// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

/** Statistics of a queue. Readable at any time, on any thread. */
public interface QueueStatistics {

    /** Number of queued events. */
    int waiting();

    /** Total number of notifications that did not fit and were merged into a {@code CATCH_UP}. */
    long merged();
}
