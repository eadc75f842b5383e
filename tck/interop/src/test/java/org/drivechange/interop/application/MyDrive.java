// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;

/** Bean of an application. */
@ApplicationScoped
public class MyDrive {

    public static final String TARGET = "/me/drive/root";

    private final List<DriveNotification> notifications = new CopyOnWriteArrayList<>();

    @DriveChange(target = TARGET)
    void changed(DriveNotification notification) {
        notifications.add(notification);
    }

    public List<DriveNotification> notifications() {
        return List.copyOf(notifications);
    }
}
