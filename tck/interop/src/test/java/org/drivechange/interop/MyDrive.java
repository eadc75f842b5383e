// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;

/** Bean of an application. */
@ApplicationScoped
class MyDrive {

    static final String TARGET = "/me/drive/root";

    private final List<DriveNotification> heard = new CopyOnWriteArrayList<>();

    @DriveChange(target = TARGET)
    void changed(DriveNotification notification) {
        heard.add(notification);
    }

    List<DriveNotification> heard() {
        return List.copyOf(heard);
    }
}
