// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import org.drivechange.impl.socketio.NotificationUrl;

/**
 * Subscription with its times on the session's clock.
 *
 * @param url notificationUrl to connect to
 * @param renewAt time of the renewal
 * @param lastCall time of the last renewal attempt, which ignores throttling
 * @param expiresAt end of the subscription
 */
record Lease(NotificationUrl url, Instant renewAt, Instant lastCall, Instant expiresAt) {

    /**
     * Returns the lease of a new subscription.
     *
     * @param requestedAt time of the request to Graph, as the lifetime may begin then
     */
    static Lease of(NotificationUrl url, Duration lifetime, SessionSettings settings, Instant requestedAt) {
        Duration half = lifetime.dividedBy(2);
        Duration reserve = shorter(settings.renewBefore(), half);
        Instant end = requestedAt.plus(lifetime);
        Duration attempt = shorter(settings.connectTimeout(), reserve.dividedBy(2));
        return new Lease(url, end.minus(reserve), end.minus(attempt), end);
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /**
     * Returns the time of the next attempt after a failed renewal. The delay shrinks with the remaining time, so several
     * attempts fit before the end.
     *
     * @param normal time of the next attempt by the normal backoff
     * @param shortest minimum delay
     */
    Instant retryAt(Instant normal, Duration shortest, Instant now) {
        Duration half = Duration.between(now, expiresAt).dividedBy(2);
        Instant latest = now.plus(half.compareTo(shortest) > 0 ? half : shortest);
        return normal.isBefore(latest) ? normal : latest;
    }

    /** Returns the end of a throttling, or the last call if the throttling would end after it. */
    Instant throttledUntil(Instant normal, Instant now) {
        return now.isBefore(lastCall) && lastCall.isBefore(normal) ? lastCall : normal;
    }

    private static Duration shorter(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }
}
