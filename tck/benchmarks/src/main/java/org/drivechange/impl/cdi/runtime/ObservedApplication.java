// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.benchmarks.micro.Change;
import org.drivechange.benchmarks.micro.Queues;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.graph.SessionKey;

/** An application that observes one target, synchronously. */
final class ObservedApplication implements AutoCloseable {

    static final SessionKey KEY = new SessionKey(Change.TARGET, "");

    private final SeContainer weld;

    /** The observer. */
    @ApplicationScoped
    public static class Observer {

        private static long seen;

        void changed(@Observes @DriveChange(target = "/me/drive/root") DriveNotification change) {
            seen++;
        }
    }

    ObservedApplication() {
        // what a container says as it starts is no part of the report
        Logger.getLogger("").setLevel(Level.WARNING);
        weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Observer.class)
                .initialize();
    }

    SeContainer container() {
        return weld;
    }

    /** A delivery to the observer, through whatever sees it on the way. */
    TargetDelivery delivery(UnaryOperator<EventSink> seeing) {
        return Queues.to(seeing.apply(new CdiEventDispatcher(
                weld.getBeanManager(),
                KEY,
                new RequestContextPool(weld.getBeanManager()),
                false,
                NotificationOptions.ofExecutor(Runnable::run),
                new ObserverFailureListener())));
    }

    /** How many notifications the observer has seen. */
    long seen() {
        return Observer.seen;
    }

    @Override
    public void close() {
        weld.close();
    }
}
