// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Duration;
import java.util.Optional;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;

/**
 * A failure as the session sees it.
 *
 * @param code the stable code
 * @param phase what was under way, for people
 * @param detail what happened and what was found, for people
 * @param patience how soon to try again
 * @param retryAfter how long the other side asks to be left alone; wins over patience
 * @param transport whether only the transport failed
 */
public record Failure(
        String code,
        String phase,
        String detail,
        RetryPolicy patience,
        Optional<Duration> retryAfter,
        boolean transport) {

    /** How soon to try again. */
    public enum RetryPolicy {
        BACKOFF,
        /** Graph's mood, which passes, but not within seconds. */
        SLOW,
        /**
         * Somebody has to do something first, who is told once for all of the account's targets; and it costs nothing to
         * see whether it is done.
         */
        WATCHFUL,
        /** Somebody has to do something first. */
        LONGEST
    }

    public static Failure of(SessionProblem problem, String phase, String found) {
        String detail = found.isEmpty() ? problem.text() : problem.text() + ": " + found;
        return new Failure(problem.code(), phase, detail, RetryPolicy.BACKOFF, Optional.empty(), problem.transport());
    }

    public static Failure of(GraphFailure failure, String phase) {
        String text = failure.problem().text();
        String detail = failure.detail().isEmpty() ? text : text + ": " + failure.detail();
        return new Failure(failure.problem().code(), phase, detail, patience(failure), failure.retryAfter(), false);
    }

    private static RetryPolicy patience(GraphFailure failure) {
        return switch (failure.problem()) {
            case SIGN_IN_NEEDED -> RetryPolicy.WATCHFUL;
            case FORBIDDEN,
                    NOT_FOUND,
                    PROXY_PASSWORD_REFUSED,
                    PROXY_SCHEME_UNKNOWN,
                    APPLICATION_REFUSED,
                    LIBRARY_UNUSABLE -> RetryPolicy.LONGEST;
            case NOT_SUPPORTED, BAD_REQUEST -> RetryPolicy.SLOW;
            default -> RetryPolicy.BACKOFF;
        };
    }

    /** One line for logs, events and {@code DriveWatch.lastError()}. */
    public String describe(SessionKey key) {
        return code + " " + key + ", " + phase + ": " + detail;
    }
}
