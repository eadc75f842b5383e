// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

/** All that a session is at one moment. */
public record SessionSnapshot(RetryHistory history, SessionState state) {

    public static SessionSnapshot idle() {
        return new SessionSnapshot(RetryHistory.initial(), new SessionState.Idle());
    }

    /** Whether a turn is taken or awaited: by an attempt that has its access token, or needs none. */
    public boolean needsPermit() {
        SessionState attempt = state instanceof SessionState.Renewing renewing ? renewing.next() : state;
        return attempt instanceof SessionState.Subscribing acquiring
                ? acquiring.stage() != SessionState.Stage.TOKEN
                : attempt instanceof SessionState.Attempt;
    }
}
