// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

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
record Problem(
        String code, String phase, String detail, Patience patience, Optional<Duration> retryAfter, boolean transport) {

    /** How soon to try again. */
    enum Patience {
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

    static Problem of(SessionProblem problem, String phase, String found) {
        String detail = found.isEmpty() ? problem.text() : problem.text() + ": " + found;
        return new Problem(problem.code(), phase, detail, Patience.BACKOFF, Optional.empty(), problem.transport());
    }

    static Problem of(GraphFailure failure, String phase) {
        String text = failure.problem().text();
        String detail = failure.detail().isEmpty() ? text : text + ": " + failure.detail();
        return new Problem(failure.problem().code(), phase, detail, patience(failure), failure.retryAfter(), false);
    }

    private static Patience patience(GraphFailure failure) {
        return switch (failure.problem()) {
            case SIGN_IN_NEEDED -> Patience.WATCHFUL;
            case FORBIDDEN,
                    NOT_FOUND,
                    PROXY_PASSWORD_REFUSED,
                    PROXY_SCHEME_UNKNOWN,
                    APPLICATION_REFUSED,
                    LIBRARY_UNUSABLE -> Patience.LONGEST;
            case NOT_SUPPORTED, BAD_REQUEST -> Patience.SLOW;
            default -> Patience.BACKOFF;
        };
    }

    /** One line for logs, events and {@code DriveWatch.lastError()}. */
    String describe(SessionKey key) {
        return code + " " + key + ", " + phase + ": " + detail;
    }
}
