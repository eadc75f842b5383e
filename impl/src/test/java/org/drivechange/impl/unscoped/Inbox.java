// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.unscoped;

import jakarta.enterprise.context.ApplicationScoped;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;

/** Observes beside a provider that lacks a scope. */
@ApplicationScoped
public class Inbox {

    @DriveChange(target = "/me/drive/root")
    void changed(DriveNotification notification) {}
}
