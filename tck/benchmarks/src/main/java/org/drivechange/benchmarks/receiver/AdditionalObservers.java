// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;

/** Observers of one target that do nothing. */
final class MoreObservers implements Extension {

    private final int number;

    MoreObservers(int number) {
        this.number = number;
    }

    void add(@Observes AfterBeanDiscovery event) {
        for (int i = 0; i < number; i++) {
            event.<DriveNotification>addObserverMethod()
                    .beanClass(MoreObservers.class)
                    .observedType(DriveNotification.class)
                    .addQualifier(DriveChange.Literal.of("/me/drive/root", ""))
                    .notifyWith(notification -> {});
        }
    }
}
