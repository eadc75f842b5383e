// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.tck.SimulatorClient;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reports events to the simulator under the application's name, for tests in another process. */
@ApplicationScoped
class EventReporter {

    static final String NAME = "tck.name";

    @Inject
    SimulatorClient simulator;

    @DriveChange(target = "${tck.target}")
    void changed(DriveNotification n) {
        if (n.cause() == Cause.CHANGE) {
            report("changed " + n.target());
        }
    }

    @DriveChange(target = "/drives/of-both/root")
    void shared(DriveNotification n) {
        if (n.cause() == Cause.CHANGE) {
            report("shares " + n.target());
        }
    }

    void all(@Observes DriveEvent event) {
        report("saw " + event.target());
    }

    private void report(String what) {
        simulator.note(ConfigProvider.getConfig().getValue(NAME, String.class) + " " + what);
    }
}
