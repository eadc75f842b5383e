// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.inject.Inject;
import java.util.Map;
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
import org.junit.jupiter.api.Tag;

/** Tests a server that trusts a private authority, and WebSockets with invalid certificates. */
@TckTest
@Tag("tls")
class TlsTest {

    @Deployment
    static WebArchive application() {
        Application application = Application.of(TlsTest.class)
                .with(TlsSimulator.class)
                .configured("drivechange.reconnect.max-delay", "PT0.5S")
                .configured(
                        "drivechange.graph.url",
                        TlsSimulator.GOOD.ofTestProcess().graphUrl());
        for (TlsSimulator kind : TlsSimulator.values()) {
            application.configured(kind.key(), kind.ofTestProcess().address());
        }
        return application.war();
    }

    @Inject
    EventCollector events;

    @Inject
    DriveChanges changes;

    @Assertion(id = "tls-01")
    void session_trusts_a_private_authority_for_graph_and_the_websocket() {
        String target = "/drives/encrypted/root";
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            events.awaitOpened(target);
            TlsSimulator.GOOD.ofApplication().emit(target);
            events.await(target, CHANGE, 1);
            assertThat(watch.lastError()).isEmpty();
        }
    }

    @Assertion(id = "tls-03")
    void session_rejects_a_websocket_certificate_of_another_host() {
        assertRefused(TlsSimulator.OTHER_HOST, "No subject alternative DNS name matching localhost found");
    }

    @Assertion(id = "tls-04")
    void session_rejects_an_expired_websocket_certificate() {
        assertRefused(TlsSimulator.EXPIRED, "NotAfter: ");
    }

    @Assertion(id = "tls-05")
    void session_rejects_a_self_signed_websocket_certificate() {
        assertRefused(TlsSimulator.SELF_SIGNED, "unable to find valid certification path");
    }

    /** Asserts the reason, which is the JDK's text for any client. */
    private void assertRefused(TlsSimulator kind, String reason) {
        String target = "/drives/" + kind + "/root";
        SimulatorClient refused = kind.ofApplication();
        Map<?, ?> subscriptionResponse = refused.subscriptionResponse(target);
        TlsSimulator.GOOD
                .ofApplication()
                .script(target, subscriptionResponse, subscriptionResponse, subscriptionResponse, subscriptionResponse);
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            String error = eventually().until(() -> watch.lastError().orElse(""), shown -> !shown.isEmpty());
            assertThat(error).contains(target, reason).doesNotContain("token=");
            events.awaitOpened(target);
            eventually().untilAsserted(() -> assertThat(watch.lastError()).isEmpty());
            assertThat(refused.upgradeRequestLines()).isEmpty();
        }
    }
}
