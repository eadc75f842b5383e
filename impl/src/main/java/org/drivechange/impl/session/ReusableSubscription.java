// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.socketio.Recovery;

/**
 * Unexpired subscription of a lost connection, with the connection state to recover, if any. Reused by the next attempt.
 *
 * @param triesLeft number of attempts left. Limited, as an invalid notificationUrl looks like a network failure
 */
record ReusableSubscription(Lease lease, Optional<Recovery> recovery, int triesLeft) {

    private static final int TRIES = 3;

    static ReusableSubscription after(Lease lease, Optional<Recovery> recovery) {
        return new ReusableSubscription(lease, recovery, TRIES);
    }

    /** Returns the subscription for the next attempt, empty after the last one. */
    Optional<ReusableSubscription> nextTry() {
        return triesLeft > 1 ? Optional.of(new ReusableSubscription(lease, recovery, triesLeft - 1)) : Optional.empty();
    }

    boolean usable(Instant now) {
        return !lease.expired(now);
    }
}
