// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import jakarta.enterprise.context.ApplicationScoped;
import org.drivechange.DriveChange;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveItemChange.Kind;
import org.drivechange.DriveReset;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;

/** The sample's bean. Applications need only the first method; the others are optional. */
@ApplicationScoped
public class Inbox {

    private static final String DRIVE = "${quickstart.target:/me/drive/root}";

    private final Terminal terminal = new Terminal();

    @DriveChange(target = DRIVE)
    void changed(DriveItemChange item) {
        if (item.kind() == Kind.DELETED) {
            terminal.red("DELETED", "item " + item.id());
        } else {
            String name = item.name() + (item.type() == DriveItemChange.Type.FOLDER ? "/" : "");
            terminal.green(item.baseline() ? "EXISTS" : "CHANGED", name + ", item " + item.id());
        }
    }

    @DriveChange(target = DRIVE)
    void reset(DriveReset reset) {
        terminal.yellow("RESET", reset.reason() + ": all items of the drive follow");
    }

    @DriveChange(target = DRIVE)
    void opened(DriveSessionOpened session) {
        terminal.blue("OPENED", session.target() + (session.resumed() ? " reopened" : " opened"));
    }

    @DriveChange(target = DRIVE)
    void closed(DriveSessionClosed session) {
        terminal.red("CLOSED", session.willReconnect() ? "connection lost, reconnecting" : session.reason());
    }
}
