// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.inject.Inject;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests that an unencrypted Graph on another machine, which never answers, is used if permitted. */
@TckTest
class AllowInsecureTest {

    @Deployment
    static WebArchive application() {
        return Application.of(AllowInsecureTest.class)
                .configured("drivechange.allow-insecure", "true")
                .configured("drivechange.graph.url", "http://graph.invalid/v1.0")
                .war();
    }

    @Inject
    DriveChanges changes;

    @Assertion(id = "configuration-16")
    void session_requests_an_unencrypted_graph_if_permitted() {
        try (DriveWatch watch = changes.watch(DriveTarget.parse("/drives/insecure/root"))) {
            eventually().until(() -> watch.lastError().isPresent());
            assertThat(watch.lastError().orElseThrow()).doesNotContain("drivechange.allow-insecure");
        }
    }
}
