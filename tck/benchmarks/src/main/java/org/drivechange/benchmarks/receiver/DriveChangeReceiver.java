// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveTarget;

/** Receiver with DriveChange in Weld SE and the WebSocket client on the class path. */
final class DriveChangeReceiver implements Receiver {

    /** System property: number of empty observers of the target beside the bean's. */
    static final String ADDITIONAL_OBSERVERS = "additional.observers";

    private final Class<?> bean;
    private SeContainer application;
    private int opened;

    private DriveChangeReceiver(Class<?> bean) {
        this.bean = bean;
    }

    /** Creates a receiver with one target and one synchronous observer. */
    static DriveChangeReceiver declared() {
        return new DriveChangeReceiver(Declared.class);
    }

    /** Creates a receiver with a watch for each session. */
    static DriveChangeReceiver watching() {
        return new DriveChangeReceiver(Watching.class);
    }

    @ApplicationScoped
    static class Declared {

        private NotificationCounter counter;

        @DriveChange(target = "/me/drive/root")
        void changed(DriveNotification notification) {
            if (notification.cause() == Cause.CHANGE) {
                counter.count(notification.json());
            }
        }

        void addTo(NotificationCounter to) {
            counter = to;
        }
    }

    @ApplicationScoped
    static class Watching {

        void changed(@Observes @Any DriveNotification notification) {}
    }

    @Override
    public void open(int port, int number, NotificationCounter counter) {
        if (application == null) {
            System.setProperty("drivechange.token", "any");
            System.setProperty("drivechange.graph.url", "http://127.0.0.1:" + port + "/v1.0");
            // large enough to queue all notifications of a burst
            System.setProperty("drivechange.queue-capacity", "1000000");
            application = SeContainerInitializer.newInstance()
                    .addBeanClasses(bean)
                    .addExtensions(new AdditionalObservers(Integer.getInteger(ADDITIONAL_OBSERVERS, 0)))
                    .initialize();
        }
        if (bean == Declared.class) {
            application.select(Declared.class).get().addTo(counter);
            return;
        }
        DriveChanges changes = application.select(DriveChanges.class).get();
        for (int i = 0; i < number; i++) {
            changes.watch(DriveTarget.parse("/drives/d" + opened++ + "/root"));
        }
    }
}
