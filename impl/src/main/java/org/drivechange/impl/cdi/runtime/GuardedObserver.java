// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.configurator.ObserverMethodConfigurator.EventConsumer;
import java.lang.System.Logger.Level;
import java.util.List;
import org.drivechange.DriveEvent;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.diagnostics.RateLimitedLog;

/** Calls an observer and logs its exception, so it does not affect other observers. */
public final class GuardedObserver<T> implements EventConsumer<T> {

    private final ObserverMethod<T> observer;
    private final String where;
    private final ObserverFailureListener failures;
    private final RateLimitedLog repeated = new RateLimitedLog();

    public GuardedObserver(ObserverMethod<T> observer, String where, ObserverFailureListener failures) {
        this.observer = observer;
        this.where = where;
        this.failures = failures;
    }

    @Override
    public void accept(EventContext<T> event) {
        try {
            observer.notify(event);
        } catch (Throwable e) {
            Throwable failure = unwrapped(e);
            repeated.log(
                    kind(event.getEvent(), failure),
                    again -> FailSafeLog.log(
                            Level.ERROR,
                            ErrorCode.OBSERVER_FAILED.message(where + " failed on " + event.getEvent()
                                    + "; the other observers receive the event, and the session continues." + again),
                            failure));
            failures.observerFailed(failure);
        }
    }

    /** Failures are counted per exception class, target and account. */
    private static Object kind(Object event, Throwable failure) {
        return event instanceof DriveEvent driveEvent
                ? List.of(failure.getClass(), driveEvent.target(), driveEvent.account())
                : failure.getClass();
    }

    /** Unwraps the exception of an observer, which OpenWebBeans wraps. */
    private static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure.getClass().getName().equals("org.apache.webbeans.exception.WebBeansException")
                || failure.getClass().getName().equals("jakarta.enterprise.event.ObserverException");
        return wrapper && failure.getCause() != null ? failure.getCause() : failure;
    }
}
