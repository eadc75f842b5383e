// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.time.Duration;
import java.time.Instant;
import org.drivechange.impl.graph.AccessToken;

/**
 * An access token with its refresh and expiration times.
 *
 * @param freshUntil time of the refresh: five minutes before the expiration, or half the lifetime if later
 * @param expiresAt time of the expiration
 */
record CachedToken(AccessToken token, Instant freshUntil, Instant expiresAt) {

    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** Creates a cached token that was obtained at a given time. */
    static CachedToken at(Instant now, AccessToken token, Instant expiresAt) {
        Duration lifetime = Duration.between(now, expiresAt);
        Duration margin = lifetime.dividedBy(2).compareTo(MARGIN) < 0 ? lifetime.dividedBy(2) : MARGIN;
        return new CachedToken(token, expiresAt.minus(margin), expiresAt);
    }
}
