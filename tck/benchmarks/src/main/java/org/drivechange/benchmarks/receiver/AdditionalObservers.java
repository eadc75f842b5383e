// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;

/** CDI extension that adds empty observers of one target. */
final class AdditionalObservers implements Extension {

    private final int number;

    AdditionalObservers(int number) {
        this.number = number;
    }

    void add(@Observes AfterBeanDiscovery event) {
        for (int i = 0; i < number; i++) {
            event.<DriveNotification>addObserverMethod()
                    .beanClass(AdditionalObservers.class)
                    .observedType(DriveNotification.class)
                    .addQualifier(DriveChange.Literal.of("/me/drive/root", ""))
                    .notifyWith(notification -> {});
        }
    }
}
