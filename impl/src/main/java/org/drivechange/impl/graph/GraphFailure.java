// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.time.Duration;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * A failed request for an endpoint.
 *
 * @param code the kind of failure
 * @param detail a human-readable detail, never a secret
 * @param retryAfter the delay that Graph requests (RFC 9110, section 10.2.3)
 * @param claims the claims required of the next access token, as JSON (OpenID Connect Core 1.0, section 5.5)
 */
public record GraphFailure(ErrorCode code, String detail, Optional<Duration> retryAfter, Optional<String> claims)
        implements SubscriptionResult {

    public GraphFailure(ErrorCode code, String detail, Optional<Duration> retryAfter) {
        this(code, detail, retryAfter, Optional.empty());
    }

    public GraphFailure(ErrorCode code, String detail) {
        this(code, detail, Optional.empty());
    }

    /** Returns this failure with the request in its detail. */
    public GraphFailure of(String request) {
        return new GraphFailure(code, request + ": " + detail, retryAfter, claims);
    }
}
