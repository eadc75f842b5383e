// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests an observer of the item changes of every target. */
@TckTest
class UnqualifiedItemObserverTest {

    @Deployment
    static WebArchive application() {
        return Application.of(UnqualifiedItemObserverTest.class)
                .with(MemoryTokenStore.class)
                .war();
    }

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Inject
    MemoryTokenStore positions;

    @ApplicationScoped
    static class Everything {

        void item(@Observes DriveItemChange item, ObserverCallLog calls) {
            calls.add("everything", item.target().path() + " " + item.name());
        }

        @DriveChange(target = "/drives/declared/root")
        void notification(DriveNotification notification) {}
    }

    @Assertion(id = "items-09")
    void observer_receives_the_item_changes_of_declared_and_watched_targets() {
        try (DriveWatch watch = changes.watch(DriveTarget.parse("/drives/watched/root"))) {
            eventually().until(() -> positions.hasToken("/drives/declared/root"));
            eventually().until(() -> positions.hasToken("/drives/watched/root"));
            simulator.createFile("/drives/declared/root", "a.txt");
            calls.await("everything", 1);
            simulator.createFile("/drives/watched/root", "b.txt");
            assertThat(calls.await("everything", 2))
                    .containsExactly("/drives/declared/root a.txt", "/drives/watched/root b.txt");
            assertThat(watch.lastDelta()).isPresent();
            assertThat(watch.items()).isEqualTo(1);
        }
    }
}
