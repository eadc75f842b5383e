// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.time.Duration;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * No endpoint this time.
 *
 * @param problem what kind of failure
 * @param detail what was found, for people; never a secret
 * @param retryAfter how long Graph asks to be left alone (RFC 9110, section 10.2.3)
 * @param claims the claims that the next access token must have, as JSON (OpenID Connect Core 1.0, section 5.5)
 */
public record GraphFailure(ErrorCode problem, String detail, Optional<Duration> retryAfter, Optional<String> claims)
        implements SubscriptionResult {

    public GraphFailure(ErrorCode problem, String detail, Optional<Duration> retryAfter) {
        this(problem, detail, retryAfter, Optional.empty());
    }

    public GraphFailure(ErrorCode problem, String detail) {
        this(problem, detail, Optional.empty());
    }

    /** The same failure of the request to an address. */
    public GraphFailure of(String request) {
        return new GraphFailure(problem, request + ": " + detail, retryAfter, claims);
    }
}
