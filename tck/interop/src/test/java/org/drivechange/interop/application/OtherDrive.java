// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;

/** Bean of an application that uses CDI's own annotations. */
@ApplicationScoped
public class OtherDrive {

    public static final String TARGET = "/drives/b!other/root";

    private final AtomicInteger notifications = new AtomicInteger();

    void changed(@Observes @DriveChange(target = TARGET) DriveNotification notification) {
        notifications.incrementAndGet();
    }

    public int notifications() {
        return notifications.get();
    }
}
