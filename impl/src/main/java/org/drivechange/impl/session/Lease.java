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
 * @param lastCall when to try to replace it for the last time, even if Graph throttles the account
 * @param expiresAt when it ends
 */
record Lease(NotificationUrl url, Instant renewAt, Instant lastCall, Instant expiresAt) {

    /**
     * The lease of a new subscription.
     *
     * @param asked when Graph was asked, as the life may begin then
     */
    static Lease of(NotificationUrl url, Duration life, SessionSettings settings, Instant asked) {
        Duration half = life.dividedBy(2);
        Duration reserve = shorter(settings.renewBefore(), half);
        Instant end = asked.plus(life);
        Duration attempt = shorter(settings.connectTimeout(), reserve.dividedBy(2));
        return new Lease(url, end.minus(reserve), end.minus(attempt), end);
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /**
     * When to try again after a renewal failed: the less is left, the sooner, so that several tries come before the end.
     *
     * @param wanted when it would be tried if there were nothing to lose
     * @param shortest the shortest wait
     */
    Instant retryAt(Instant wanted, Duration shortest, Instant now) {
        Duration half = Duration.between(now, expiresAt).dividedBy(2);
        Instant latest = now.plus(half.compareTo(shortest) > 0 ? half : shortest);
        return wanted.isBefore(latest) ? wanted : latest;
    }

    /** When to try again after Graph throttled the account: as it asks, but once before the end. */
    Instant throttledUntil(Instant wanted, Instant now) {
        return now.isBefore(lastCall) && lastCall.isBefore(wanted) ? lastCall : wanted;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
