// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.retry;

import java.time.Duration;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;

/**
 * Failure of a session.
 *
 * @param code stable code
 * @param phase text for the operation that failed
 * @param detail text for the cause and the values found
 * @param policy policy for the delay of the retry
 * @param retryAfter delay requested by the other side; takes precedence over the policy
 */
public record Failure(ErrorCode code, String phase, String detail, RetryPolicy policy, Optional<Duration> retryAfter) {

    /** Policy for the delay of the next attempt. */
    public enum RetryPolicy {
        EXPONENTIAL,
        /** Graph error that typically lasts minutes. */
        SLOW,
        /** A user has to act first. Logged once for all targets of the account; polling for the result is cheap. */
        POLL,
        /** A user or administrator has to act first. */
        MAX_DELAY
    }

    public static Failure of(ErrorCode code, String phase, String found) {
        String detail = found.isEmpty() ? code.text() : code.text() + ": " + found;
        return new Failure(code, phase, detail, RetryPolicy.EXPONENTIAL, Optional.empty());
    }

    public static Failure of(GraphFailure failure, String phase) {
        String text = failure.code().text();
        String detail = failure.detail().isEmpty() ? text : text + ": " + failure.detail();
        return new Failure(failure.code(), phase, detail, policy(failure), failure.retryAfter());
    }

    private static RetryPolicy policy(GraphFailure failure) {
        return switch (failure.code()) {
            case SIGN_IN_REQUIRED, POSITION_IN_USE -> RetryPolicy.POLL;
            case GRAPH_FORBIDDEN,
                    GRAPH_NOT_FOUND,
                    PROXY_PASSWORD_REFUSED,
                    PROXY_SCHEME_UNSUPPORTED,
                    APPLICATION_REFUSED,
                    LIBRARY_UNUSABLE,
                    PAGE_TOO_LARGE -> RetryPolicy.MAX_DELAY;
            case GRAPH_NOT_SUPPORTED, GRAPH_BAD_REQUEST, DELTA_ENDLESS -> RetryPolicy.SLOW;
            default -> RetryPolicy.EXPONENTIAL;
        };
    }

    /** Returns whether only the transport failed; the subscription may then be reused. */
    public boolean transport() {
        return switch (code) {
            case WEBSOCKET_NOT_OPENED, WEBSOCKET_OPEN_TIMEOUT, CONNECTION_LOST, HEARTBEAT_MISSED -> true;
            default -> false;
        };
    }

    /** Formats one line for logs, events and {@code DriveWatch.lastError()}. */
    public String describe(SessionKey key) {
        return code.message(key + ", " + phase + ": " + detail);
    }
}
