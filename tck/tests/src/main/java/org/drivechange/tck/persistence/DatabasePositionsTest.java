// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import org.drivechange.DriveChanges;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.spi.DeltaTokenStore;
import org.drivechange.spi.DeltaTokenStore.Opened;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.RequiresServer;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.h2.Driver;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Tests the documented store of positions, on a server with Jakarta Persistence. */
@TckTest
@RequiresServer
@Tag("persistence")
class DatabasePositionsTest {

    private static final String PERSISTENCE_XML = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                <persistence-unit name="positions">
                    <jta-data-source>java:app/tck/positions</jta-data-source>
                    <class>org.drivechange.tck.persistence.DeltaPosition</class>
                    <exclude-unlisted-classes>true</exclude-unlisted-classes>
                </persistence-unit>
            </persistence>
            """;

    private static final DriveTarget TARGET = DriveTarget.parse("/drives/in-database/root");

    @Deployment
    static WebArchive application() {
        return Application.of(DatabasePositionsTest.class)
                .with(
                        DatabasePositions.class,
                        DeltaPosition.class,
                        PositionsDatabase.class,
                        PositionsDatabase.RestApplication.class)
                .war()
                .addAsResource(new StringAsset(PERSISTENCE_XML), "META-INF/persistence.xml")
                .addAsLibraries(Application.jar(Driver.class));
    }

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Inject
    DeltaTokenStore positions;

    @ApplicationScoped
    static class Items {

        void item(@Observes DriveItemChange item, ObserverCallLog calls) {
            calls.add("in-database", item.name());
        }
    }

    /** Waits until all changes before this call are delivered and the position after them is saved. */
    private static void awaitSaved(DriveWatch watch) {
        Instant requested = Instant.now();
        watch.readDelta();
        eventually().until(() -> watch.lastDelta().filter(requested::isBefore).isPresent());
    }

    @Assertion(id = "persistence-02")
    void positions_in_a_database_are_continued_and_refuse_an_earlier_user() throws Exception {
        try (DriveWatch watch = changes.watch(TARGET)) {
            awaitSaved(watch);
            simulator.createFile(TARGET.path(), "a.txt");
            assertThat(calls.await("in-database", 1)).containsExactly("a.txt");
            awaitSaved(watch);
        }
        simulator.createFile(TARGET.path(), "b.txt");
        try (DriveWatch watch = changes.watch(TARGET)) {
            assertThat(calls.await("in-database", 2)).containsExactly("a.txt", "b.txt");
            awaitSaved(watch);
            Opened taken = positions.open("", TARGET, "", 1000);
            assertThat(taken.epoch()).isEqualTo(1000);
            assertThat(taken.token()).contains("deltaLink");
            assertThat(positions.save("", TARGET, "", 999, "late")).isFalse();
            assertThat(positions.open("", TARGET, "", 0)).isEqualTo(taken);
            watch.readDelta();
            eventually().until(() -> watch.lastError().isPresent());
            String longest = "ü".repeat(8 * 1024);
            assertThat(positions.save("", TARGET, "", 1000, longest)).isTrue();
            assertThat(positions.open("", TARGET, "", 1000)).isEqualTo(new Opened(1000, longest));
        }
    }
}
