// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.time.Duration;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * A failed request for an endpoint.
 *
 * @param problem the kind of failure
 * @param detail a human-readable detail, never a secret
 * @param retryAfter the delay that Graph requests (RFC 9110, section 10.2.3)
 * @param claims the claims required of the next access token, as JSON (OpenID Connect Core 1.0, section 5.5)
 */
public record GraphFailure(ErrorCode problem, String detail, Optional<Duration> retryAfter, Optional<String> claims)
        implements SubscriptionResult {

    public GraphFailure(ErrorCode problem, String detail, Optional<Duration> retryAfter) {
        this(problem, detail, retryAfter, Optional.empty());
    }

    public GraphFailure(ErrorCode problem, String detail) {
        this(problem, detail, Optional.empty());
    }

    /** Returns this failure with the request in its detail. */
    public GraphFailure of(String request) {
        return new GraphFailure(problem, request + ": " + detail, retryAfter, claims);
    }
}
