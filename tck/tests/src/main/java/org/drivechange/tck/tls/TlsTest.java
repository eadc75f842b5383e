// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Patience.eventually;

import jakarta.inject.Inject;
import java.util.Map;
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
import org.junit.jupiter.api.Tag;

/** Tests a server that trusts a private authority, and WebSockets with invalid certificates. */
@TckTest
@Tag("tls")
class TlsTest {

    @Deployment
    static WebArchive application() {
        Application application = Application.of(TlsTest.class)
                .with(Encrypted.class)
                .configured(
                        "drivechange.graph.url", Encrypted.GOOD.besideTheTests().graphUrl());
        for (Encrypted one : Encrypted.values()) {
            application.configured(one.key(), one.besideTheTests().address());
        }
        return application.war();
    }

    @Inject
    Seen seen;

    @Inject
    DriveChanges changes;

    @Assertion(id = "tls-01")
    void a_private_authority_is_trusted_for_graph_and_the_websocket() {
        String target = "/drives/encrypted/root";
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            seen.awaitOpened(target);
            Encrypted.GOOD.seenFromTheApplication().emit(target);
            seen.await(target, CHANGE, 1);
            assertThat(watch.lastError()).isEmpty();
        }
    }

    @Assertion(id = "tls-03")
    void a_websocket_of_another_host_is_refused() {
        assertRefused(Encrypted.OTHER_HOST, "No subject alternative DNS name matching localhost found");
    }

    @Assertion(id = "tls-04")
    void websocket_with_an_expired_certificate_is_refused() {
        assertRefused(Encrypted.EXPIRED, "NotAfter: ");
    }

    @Assertion(id = "tls-05")
    void websocket_with_a_self_signed_certificate_is_refused() {
        assertRefused(Encrypted.SELF_SIGNED, "unable to find valid certification path");
    }

    /** Asserts the reason, which is the JDK's text for any client. */
    private void assertRefused(Encrypted one, String reason) {
        String target = "/drives/" + one + "/root";
        Simulator refused = one.seenFromTheApplication();
        Map<?, ?> grant = refused.grant(target);
        Encrypted.GOOD.seenFromTheApplication().script(target, grant, grant, grant, grant);
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            String error = eventually().until(() -> watch.lastError().orElse(""), shown -> !shown.isEmpty());
            assertThat(error).contains(target, reason).doesNotContain("token=");
            seen.awaitOpened(target);
            eventually().untilAsserted(() -> assertThat(watch.lastError()).isEmpty());
            assertThat(refused.upgradeRequestLines()).isEmpty();
        }
    }
}
