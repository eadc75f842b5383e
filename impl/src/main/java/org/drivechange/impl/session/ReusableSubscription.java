// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.socketio.Recovery;

/**
 * What a lost link leaves for the next one: a subscription that is still good, and perhaps a connection state to recover.
 *
 * @param triesLeft a notificationUrl that cannot be connected to any more looks like a network that is away
 */
public record ReusableSubscription(Lease lease, Optional<Recovery> recovery, int triesLeft) {

    private static final int TRIES = 3;

    static ReusableSubscription after(Lease lease, Optional<Recovery> recovery) {
        return new ReusableSubscription(lease, recovery, TRIES);
    }

    Optional<ReusableSubscription> again() {
        return triesLeft > 1 ? Optional.of(new ReusableSubscription(lease, recovery, triesLeft - 1)) : Optional.empty();
    }

    boolean usable(Instant now) {
        return !lease.expired(now);
    }
}
