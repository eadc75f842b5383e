// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.*;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

@TckTest
class FormsTest {
    @Deployment
    static WebArchive application() {
        return Application.of(FormsTest.class).war();
    }

    @ApplicationScoped
    static class Beans {
        @DriveChange(target = "/drives/forms-short/root")
        void changed(DriveNotification n) {}
    }

    @Inject
    Seen seen;

    @Inject
    Simulator simulator;

    @Assertion(id = "discovery-01")
    void a_method_with_the_annotation_is_called() {
        seen.awaitOpened("/drives/forms-short/root");
        assertThat(simulator.emit("/drives/forms-short/root")).isEqualTo(1);
        seen.await("/drives/forms-short/root", CHANGE, 1);
    }
}
