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
import org.drivechange.benchmarks.micro.Deliveries;
import org.drivechange.benchmarks.micro.NotificationDecoder;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.graph.SessionKey;

/** Application with one synchronous observer of one target. */
final class ObservedApplication implements AutoCloseable {

    static final SessionKey KEY = new SessionKey(NotificationDecoder.TARGET, "");

    private final SeContainer weld;

    /** Counting observer. */
    @ApplicationScoped
    public static class Observer {

        private static long seen;

        void changed(@Observes @DriveChange(target = "/me/drive/root") DriveNotification change) {
            seen++;
        }
    }

    ObservedApplication() {
        // the start-up log of the container is not part of the report
        Logger.getLogger("").setLevel(Level.WARNING);
        weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Observer.class)
                .initialize();
    }

    SeContainer container() {
        return weld;
    }

    /** Creates a delivery to the observer through a decorated sink. */
    TargetDelivery delivery(UnaryOperator<EventSink> seeing) {
        return Deliveries.to(seeing.apply(new CdiEventDispatcher(
                weld.getBeanManager(),
                KEY,
                new RequestContextPool(weld.getBeanManager()),
                false,
                NotificationOptions.ofExecutor(Runnable::run),
                (event, observer, failure) -> {})));
    }

    /** Returns the number of notifications received by the observer. */
    long seen() {
        return Observer.seen;
    }

    @Override
    public void close() {
        weld.close();
    }
}
