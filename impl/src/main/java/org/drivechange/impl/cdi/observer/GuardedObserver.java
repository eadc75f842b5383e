// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.observer;

import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.configurator.ObserverMethodConfigurator.EventConsumer;

/** Calls an observer and handles its exception, so it does not affect other observers. */
public final class GuardedObserver<T> implements EventConsumer<T> {

    private final ObserverMethod<T> observer;
    private final String where;
    private final FailureHandler failures;

    /**
     * Creates the guard of one observer.
     *
     * @param where source location of the observer
     */
    public GuardedObserver(ObserverMethod<T> observer, String where, FailureHandler failures) {
        this.observer = observer;
        this.where = where;
        this.failures = failures;
    }

    @Override
    public void accept(EventContext<T> event) {
        try {
            observer.notify(event);
        } catch (Throwable e) {
            failures.failed(event.getEvent(), where, unwrapped(e));
        }
    }

    /** Unwraps the exception of an observer, which OpenWebBeans wraps. */
    private static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure.getClass().getName().equals("org.apache.webbeans.exception.WebBeansException")
                || failure.getClass().getName().equals("jakarta.enterprise.event.ObserverException");
        return wrapper && failure.getCause() != null ? failure.getCause() : failure;
    }
}
