// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Patience.eventually;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.Seen;
import org.drivechange.tck.Simulator;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests the restrictions on Graph's URL and the notificationUrl: allowed hosts and encryption. */
@TckTest
class HostsTest {

    @Deployment
    static WebArchive application() {
        return Application.of(HostsTest.class)
                .configured("drivechange.notification-hosts", "*.svc.ms,localhost")
                .configured("drivechange.graph.url", Simulator.besideTheTests().address() + "/beta")
                .war();
    }

    @Inject
    Seen seen;

    @Inject
    Simulator simulator;

    @Inject
    DriveChanges changes;

    private String refusal(String target, String notificationUrl) {
        simulator.always(
                target, Simulator.subscription(notificationUrl, Instant.now().plus(1, ChronoUnit.HOURS)));
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            eventually().until(() -> watch.lastError().isPresent());
            return watch.lastError().orElseThrow();
        }
    }

    @Assertion(id = "configuration-04")
    void host_that_is_not_allowed_is_refused_without_showing_the_credential() {
        assertThat(refusal("/drives/foreign-host/root", "https://svc.ms.example.org/notifications?token=credential"))
                .contains("svc.ms.example.org", "drivechange.notification-hosts")
                .doesNotContain("credential");
    }

    @Assertion(id = "configuration-11")
    void unencrypted_url_to_another_machine_is_refused() {
        assertThat(refusal("/drives/unencrypted/root", "http://a.svc.ms/notifications?token=credential"))
                .contains("a.svc.ms", "drivechange.allow-insecure")
                .doesNotContain("credential");
    }

    @Assertion(id = {"configuration-04", "configuration-12"})
    void allowed_host_is_opened() {
        try (DriveWatch watch = changes.watch(DriveTarget.parse("/drives/allowed-host/root"))) {
            String target = watch.target().path();
            seen.awaitOpened(target);
            assertThat(simulator.paths(target))
                    .allSatisfy(path -> assertThat(path).startsWith("/beta/drives/"));
        }
    }
}
