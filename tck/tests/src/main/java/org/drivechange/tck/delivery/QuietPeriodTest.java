// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.Seen;
import org.drivechange.tck.Simulator;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A quiet period of two seconds. */
@TckTest
class QuietPeriodTest {

    private static final String TARGET = "/drives/quiet/root";

    @Deployment
    static WebArchive application() {
        return Application.of(QuietPeriodTest.class)
                .configured("drivechange.quiet-period", "PT2S")
                .war();
    }

    @ApplicationScoped
    static class Beans {
        @DriveChange(target = TARGET)
        void changed(DriveNotification n) {}
    }

    @Inject
    Seen seen;

    @Inject
    Simulator simulator;

    @Assertion(id = "configuration-07")
    void notifications_that_come_close_together_become_the_last_of_them() {
        seen.awaitOpened(TARGET);

        simulator.emit(TARGET, "{\"value\":[{\"resource\":\"1\"},{\"resource\":\"2\"},{\"resource\":\"3\"}]}");
        seen.await(TARGET, CHANGE, 1);
        simulator.emit(TARGET, "{\"value\":[{\"resource\":\"4\"}]}");

        assertThat(seen.await(TARGET, CHANGE, 2))
                .extracting(DriveNotification::resource)
                .containsExactly("3", "4");
    }
}
