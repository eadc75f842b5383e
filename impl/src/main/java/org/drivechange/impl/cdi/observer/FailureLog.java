// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.observer;

import java.lang.System.Logger.Level;
import java.util.List;
import org.drivechange.DriveEvent;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.diagnostics.RateLimitedLog;

/** Logs the exceptions of one observer. */
public final class FailureLog implements FailureHandler {

    private final ObserverFailureListener listener;
    private final RateLimitedLog repeated = new RateLimitedLog();

    /**
     * Creates the log of one observer.
     *
     * @param listener receives each exception
     */
    public FailureLog(ObserverFailureListener listener) {
        this.listener = listener;
    }

    @Override
    public void failed(Object event, String observer, Throwable failure) {
        repeated.log(
                kind(event, failure),
                again -> FailSafeLog.log(
                        Level.ERROR,
                        ErrorCode.OBSERVER_FAILED.message(observer + " failed on " + event
                                + "; the other observers receive the event, and the session continues." + again),
                        failure));
        listener.observerFailed(failure);
    }

    /** Failures are counted per exception class, target and account. */
    private static Object kind(Object event, Throwable failure) {
        return event instanceof DriveEvent driveEvent
                ? List.of(failure.getClass(), driveEvent.target(), driveEvent.account())
                : failure.getClass();
    }
}
