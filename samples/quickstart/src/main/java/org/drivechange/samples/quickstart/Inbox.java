// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;

/** The sample's bean. Applications need only the first method; the others are optional. */
@ApplicationScoped
public class Inbox {

    private static final String DRIVE = "${quickstart.target:/me/drive/root}";

    /** With a real drive nothing removes events, hence excess events are only printed. */
    private static final int CAPACITY = 100;

    private final Terminal terminal = new Terminal();
    private final BlockingQueue<DriveEvent> events = new ArrayBlockingQueue<>(CAPACITY);

    @DriveChange(target = DRIVE)
    void changed(DriveNotification notification) {
        if (notification.cause() == Cause.CATCH_UP) {
            terminal.yellow("CATCH_UP", "changes may have been missed since " + notification.since());
        } else {
            terminal.green("CHANGE", "the drive changed; subscription " + notification.subscriptionId());
        }
        events.offer(notification);
    }

    @DriveChange(target = DRIVE)
    void opened(DriveSessionOpened session) {
        terminal.blue("OPENED", session.target() + (session.resumed() ? " reopened" : " opened"));
        events.offer(session);
    }

    @DriveChange(target = DRIVE)
    void closed(DriveSessionClosed session) {
        terminal.red("CLOSED", session.willReconnect() ? "connection lost, reconnecting" : session.reason());
        events.offer(session);
    }

    boolean isDrained() {
        return events.isEmpty();
    }

    /** Waits up to five seconds for an event of a kind; returns false on timeout. */
    boolean await(Class<? extends DriveEvent> kind) throws InterruptedException {
        DriveEvent event;
        do {
            event = events.poll(5, TimeUnit.SECONDS);
        } while (event != null && !kind.isInstance(event));
        return event != null;
    }
}
