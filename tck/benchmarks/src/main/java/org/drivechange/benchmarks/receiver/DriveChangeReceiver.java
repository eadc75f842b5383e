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

/** DriveChange in Weld SE, with whichever WebSocket client is on the class path. */
final class Ours implements Receiver {

    static final String MORE_OBSERVERS = "more.observers";

    private final Class<?> bean;
    private SeContainer application;
    private int opened;

    private Ours(Class<?> bean) {
        this.bean = bean;
    }

    /** One target that is watched by one synchronous observer. */
    static Ours declared() {
        return new Ours(Declared.class);
    }

    /** As many targets as are asked for, watched by the application. */
    static Ours watching() {
        return new Ours(Watching.class);
    }

    @ApplicationScoped
    static class Declared {

        private Tally tally;

        @DriveChange(target = "/me/drive/root")
        void changed(DriveNotification notification) {
            if (notification.cause() == Cause.CHANGE) {
                tally.count(notification.json());
            }
        }

        void tell(Tally to) {
            tally = to;
        }
    }

    @ApplicationScoped
    static class Watching {

        void changed(@Observes @Any DriveNotification notification) {}
    }

    @Override
    public void open(int port, int number, Tally tally) {
        if (application == null) {
            System.setProperty("drivechange.token", "any");
            System.setProperty("drivechange.graph.url", "http://127.0.0.1:" + port + "/v1.0");
            // all that is sent is to be counted, however long it has to wait
            System.setProperty("drivechange.queue-capacity", "1000000");
            application =
                    SeContainerInitializer.newInstance().addBeanClasses(bean).initialize();
        }
        if (bean == Declared.class) {
            application.select(Declared.class).get().tell(tally);
            return;
        }
        DriveChanges changes = application.select(DriveChanges.class).get();
        for (int i = 0; i < number; i++) {
            changes.watch(DriveTarget.parse("/drives/d" + opened++ + "/root"));
        }
    }
}
