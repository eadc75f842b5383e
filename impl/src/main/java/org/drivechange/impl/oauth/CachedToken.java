// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.time.Duration;
import java.time.Instant;
import org.drivechange.impl.graph.AccessToken;

/**
 * An access token with its times.
 *
 * @param freshUntil when to get the next one: five minutes before the end, or at half its life where that is later
 * @param expiresAt when it ends
 */
record CachedToken(AccessToken token, Instant freshUntil, Instant expiresAt) {

    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** A token that is new, or as good as new, at a moment. */
    static CachedToken at(Instant now, AccessToken token, Instant expiresAt) {
        Duration life = Duration.between(now, expiresAt);
        Duration margin = life.dividedBy(2).compareTo(MARGIN) < 0 ? life.dividedBy(2) : MARGIN;
        return new CachedToken(token, expiresAt.minus(margin), expiresAt);
    }
}
