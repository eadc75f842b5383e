// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
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

/** Tests tokens of the configuration, which is read for each request. */
@TckTest
class ConfiguredTokenTest {

    private static final String TARGET = "/drives/configured-token/root";

    @Deployment
    static WebArchive application() {
        return Application.of(ConfiguredTokenTest.class)
                .with(ChangingTokenConfigSource.class)
                .services("org.eclipse.microprofile.config.spi.ConfigSource", ChangingTokenConfigSource.class)
                .war();
    }

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Assertion(id = {"tokens-01", "tokens-03"})
    void session_reads_the_token_for_each_request() {
        try (DriveWatch watch = changes.watch(DriveTarget.parse(TARGET), "changing")) {
            events.awaitOpened(TARGET);

            simulator.expire(TARGET);
            events.awaitOpened(TARGET, 2);

            assertThat(simulator.tokens(TARGET)).hasSize(2).doesNotHaveDuplicates();
            assertThat(watch.account()).isEqualTo("changing");
        }
    }
}
