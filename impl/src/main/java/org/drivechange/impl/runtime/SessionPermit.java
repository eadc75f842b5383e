// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.session.Signal;

/** Connect permit of one session, for one attempt at a time. Used on the serial executor only. */
final class SessionPermit {

    private final String account;
    private final ConnectLimiter limiter;
    private final Mailbox mailbox;
    private ConnectLimiter.Permit permit;
    private long holder;

    SessionPermit(String account, ConnectLimiter limiter, Mailbox mailbox) {
        this.account = account;
        this.limiter = limiter;
        this.mailbox = mailbox;
    }

    /**
     * Requests a permit for an attempt. Repeats the signal if the attempt holds one already, as the first signal may have been
     * lost.
     *
     * @param renewal whether the session is open
     */
    void acquire(long attempt, boolean renewal) {
        if (permit != null && holder == attempt) {
            permit.remind();
            return;
        }
        release();
        holder = attempt;
        permit = limiter.request(account, renewal, () -> mailbox.post(new Signal.PermitGranted(attempt)));
    }

    /** Releases the permit, or cancels the request for one. */
    void release() {
        if (permit != null) {
            ConnectLimiter.Permit released = permit;
            permit = null;
            released.release();
        }
    }
}
