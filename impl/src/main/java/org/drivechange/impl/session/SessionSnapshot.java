// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

/** Complete state of a session at one moment. */
public record SessionSnapshot(RetryHistory history, SessionState state) {

    public static SessionSnapshot idle() {
        return new SessionSnapshot(RetryHistory.initial(), new SessionState.Idle());
    }

    /** Returns whether a permit is held or awaited: an attempt needs one once it has its access token or needs none. */
    public boolean needsPermit() {
        SessionState attempt = state instanceof SessionState.Renewing renewing ? renewing.next() : state;
        return attempt instanceof SessionState.Subscribing subscribing
                ? subscribing.stage() != SessionState.Stage.TOKEN
                : attempt instanceof SessionState.Attempt;
    }
}
