// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.inject.Inject;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Tests a Graph with a certificate of another host, which must not receive the access token. */
@TckTest
@Tag("tls")
class GraphTlsTest {

    @Deployment
    static WebArchive application() {
        return Application.of(GraphTlsTest.class)
                .configured(
                        "drivechange.graph.url",
                        TlsSimulator.OTHER_HOST_GRAPH.ofTestProcess().graphUrl())
                .war();
    }

    @Inject
    EventCollector events;

    @Inject
    DriveChanges changes;

    @Assertion(id = "tls-02")
    void session_rejects_a_graph_certificate_of_another_host() {
        String target = "/drives/other-host/root";
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            eventually().until(() -> watch.lastError().isPresent());
            assertThat(watch.lastError().orElseThrow()).contains(target).doesNotContain(Application.TOKEN);
            assertThat(events.of(target)).isEmpty();
        }
    }
}
