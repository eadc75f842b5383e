// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.function.LongConsumer;

/** Connect permit of one session or reader, for one attempt at a time. Used on its serial executor only. */
public final class AttemptPermit {

    private final String account;
    private final ConnectLimiter limiter;
    private final LongConsumer onGranted;
    private ConnectLimiter.Permit permit;
    private long holder;

    /**
     * Creates the permit of a session or reader that has none.
     *
     * @param onGranted called with the attempt on any thread
     */
    public AttemptPermit(String account, ConnectLimiter limiter, LongConsumer onGranted) {
        this.account = account;
        this.limiter = limiter;
        this.onGranted = onGranted;
    }

    /**
     * Requests a permit for an attempt. Repeats the signal if the attempt holds one already, as the first signal may have been
     * lost.
     *
     */
    public void acquire(long attempt, ConnectLimiter.Priority priority) {
        if (permit != null && holder == attempt) {
            permit.remind();
            return;
        }
        release();
        holder = attempt;
        permit = limiter.request(account, priority, () -> onGranted.accept(attempt));
    }

    /** Releases the permit, or cancels the request for one. */
    public void release() {
        if (permit != null) {
            ConnectLimiter.Permit released = permit;
            permit = null;
            released.release();
        }
    }
}
