// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

/** All that a session is at one moment. */
record Session(History history, SessionState state) {

    static Session idle() {
        return new Session(History.blank(), new SessionState.Idle());
    }

    /** Whether an attempt is under way, so that a turn is taken or awaited. */
    boolean attempting() {
        return state instanceof SessionState.Attempt || state instanceof SessionState.Renewing;
    }
}
