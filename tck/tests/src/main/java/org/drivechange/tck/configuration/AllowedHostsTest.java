// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests the restrictions on Graph's URL and the notificationUrl: allowed hosts and encryption. */
@TckTest
class AllowedHostsTest {

    @Deployment
    static WebArchive application() {
        return Application.of(AllowedHostsTest.class)
                .configured("drivechange.notification-hosts", "*.svc.ms,localhost")
                .configured(
                        "drivechange.graph.url", SimulatorClient.ofTestProcess().address() + "/beta")
                .war();
    }

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    private String errorFor(String target, String notificationUrl) {
        simulator.always(
                target,
                SimulatorClient.subscriptionResponse(
                        notificationUrl, Instant.now().plus(1, ChronoUnit.HOURS)));
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            eventually().until(() -> watch.lastError().isPresent());
            return watch.lastError().orElseThrow();
        }
    }

    @Assertion(id = "configuration-04")
    void session_rejects_a_host_that_is_not_allowed_without_showing_the_credential() {
        assertThat(errorFor("/drives/foreign-host/root", "https://svc.ms.example.org/notifications?token=credential"))
                .contains("svc.ms.example.org", "drivechange.notification-hosts")
                .doesNotContain("credential");
    }

    @Assertion(id = "configuration-11")
    void session_rejects_an_unencrypted_url_to_another_machine() {
        assertThat(errorFor("/drives/unencrypted/root", "http://a.svc.ms/notifications?token=credential"))
                .contains("a.svc.ms", "drivechange.allow-insecure")
                .doesNotContain("credential");
    }

    @Assertion(id = {"configuration-04", "configuration-12"})
    void session_opens_an_allowed_host() {
        try (DriveWatch watch = changes.watch(DriveTarget.parse("/drives/allowed-host/root"))) {
            String target = watch.target().path();
            events.awaitOpened(target);
            assertThat(simulator.paths(target))
                    .allSatisfy(path -> assertThat(path).startsWith("/beta/drives/"));
        }
    }
}
