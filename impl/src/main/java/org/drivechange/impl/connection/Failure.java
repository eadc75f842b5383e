// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Duration;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;

/**
 * A failure as the session sees it.
 *
 * @param code the stable code
 * @param phase what was under way, for people
 * @param detail what happened and what was found, for people
 * @param policy how soon to try again
 * @param retryAfter how long the other side asks to be left alone; wins over patience
 */
public record Failure(ErrorCode code, String phase, String detail, RetryPolicy policy, Optional<Duration> retryAfter) {

    /** How soon to try again. */
    public enum RetryPolicy {
        EXPONENTIAL,
        /** Graph's mood, which passes, but not within seconds. */
        SLOW,
        /**
         * Somebody has to do something first, who is told once for all of the account's targets; and it costs nothing to
         * see whether it is done.
         */
        POLL,
        /** Somebody has to do something first. */
        MAX_DELAY
    }

    public static Failure of(ErrorCode problem, String phase, String found) {
        String detail = found.isEmpty() ? problem.text() : problem.text() + ": " + found;
        return new Failure(problem, phase, detail, RetryPolicy.EXPONENTIAL, Optional.empty());
    }

    public static Failure of(GraphFailure failure, String phase) {
        String text = failure.problem().text();
        String detail = failure.detail().isEmpty() ? text : text + ": " + failure.detail();
        return new Failure(failure.problem(), phase, detail, policy(failure), failure.retryAfter());
    }

    private static RetryPolicy policy(GraphFailure failure) {
        return switch (failure.problem()) {
            case SIGN_IN_REQUIRED -> RetryPolicy.POLL;
            case GRAPH_FORBIDDEN,
                    GRAPH_NOT_FOUND,
                    PROXY_PASSWORD_REFUSED,
                    PROXY_SCHEME_UNSUPPORTED,
                    APPLICATION_REFUSED,
                    LIBRARY_UNUSABLE -> RetryPolicy.MAX_DELAY;
            case GRAPH_NOT_SUPPORTED, GRAPH_BAD_REQUEST -> RetryPolicy.SLOW;
            default -> RetryPolicy.EXPONENTIAL;
        };
    }

    /** Whether only the transport failed, so that the same subscription may be good for another connection. */
    public boolean transport() {
        return switch (code) {
            case WEBSOCKET_NOT_OPENED, WEBSOCKET_OPEN_TIMEOUT, CONNECTION_LOST, HEARTBEAT_MISSED -> true;
            default -> false;
        };
    }

    /** One line for logs, events and {@code DriveWatch.lastError()}. */
    public String describe(SessionKey key) {
        return code.code() + " " + key + ", " + phase + ": " + detail;
    }
}
