// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

/** What can be read off a queue, at any time and on any thread. */
public interface QueueStatistics {

    /** How many events wait. */
    int waiting();

    /** How many notifications did not fit so far, and were merged into a {@code CATCH_UP}. */
    long merged();
}
