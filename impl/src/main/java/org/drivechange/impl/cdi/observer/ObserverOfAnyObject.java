// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.observer;

import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.configurator.ObserverMethodConfigurator.EventConsumer;
import org.drivechange.DriveEvent;

/** Calls an observer of any object, and guards it if the event is one of DriveChange. Other events are not affected. */
public final class ObserverOfAnyObject<T> implements EventConsumer<T> {

    private final ObserverMethod<T> observer;
    private final GuardedObserver<T> guard;

    public ObserverOfAnyObject(ObserverMethod<T> observer, GuardedObserver<T> guard) {
        this.observer = observer;
        this.guard = guard;
    }

    @Override
    public void accept(EventContext<T> event) throws Exception {
        if (event.getEvent() instanceof DriveEvent) {
            guard.accept(event);
        } else {
            observer.notify(event);
        }
    }
}
