// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.configurator.ObserverMethodConfigurator.EventConsumer;
import java.lang.System.Logger.Level;
import org.drivechange.impl.diagnostics.FaultLog;

/** Calls an observer and keeps its exception from the other observers. */
final class GuardedObserver<T> implements EventConsumer<T> {

    private final ObserverMethod<T> observer;
    private final String where;
    private final ObserverFailures failures;

    GuardedObserver(ObserverMethod<T> observer, String where, ObserverFailures failures) {
        this.observer = observer;
        this.where = where;
        this.failures = failures;
    }

    @Override
    public void accept(EventContext<T> event) {
        try {
            observer.notify(event);
        } catch (Throwable thrown) {
            Throwable failure = unwrapped(thrown);
            FaultLog.log(
                    Level.ERROR,
                    "DRC4001 " + where + " failed on " + event.getEvent()
                            + "; the other observers get the event, and the session goes on.",
                    failure);
            failures.tell(failure);
        }
    }

    /** OpenWebBeans wraps what an observer throws. */
    private static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure.getClass().getName().equals("org.apache.webbeans.exception.WebBeansException")
                || failure.getClass().getName().equals("jakarta.enterprise.event.ObserverException");
        return wrapper && failure.getCause() != null ? failure.getCause() : failure;
    }
}
