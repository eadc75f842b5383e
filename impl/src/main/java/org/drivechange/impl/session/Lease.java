// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import org.drivechange.impl.socketio.NotificationUrl;

/**
 * A subscription on this machine's clock.
 *
 * @param url where to connect
 * @param renewAt when to replace it
 * @param expiresAt when it ends
 */
record Lease(NotificationUrl url, Instant renewAt, Instant expiresAt) {

    static Lease of(NotificationUrl url, Duration life, Duration renewBefore, Instant now) {
        Duration early = life.minus(renewBefore);
        Duration half = life.dividedBy(2);
        return new Lease(url, now.plus(early.compareTo(half) > 0 ? early : half), now.plus(life));
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
