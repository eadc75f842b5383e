// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemMirror.TARGET;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.drivechange.DriveChange;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that stops while an observer does not return. */
class BlockedObserverTest {

    private static final CountDownLatch UNBLOCKED = new CountDownLatch(1);

    @TempDir
    private Path directory;

    @ApplicationScoped
    static class Blocked {

        private final CountDownLatch entered = new CountDownLatch(1);

        @DriveChange(target = TARGET)
        void item(DriveItemChange item) {
            entered.countDown();
            while (UNBLOCKED.getCount() > 0) {
                try {
                    UNBLOCKED.await();
                } catch (InterruptedException ignored) {
                    // on purpose: the observer ignores interrupts
                }
            }
        }

        CountDownLatch entered() {
            return entered;
        }
    }

    @ApplicationScoped
    static class Next {

        private final List<String> names = new CopyOnWriteArrayList<>();

        @DriveChange(target = TARGET)
        void item(DriveItemChange item) {
            names.add(item.name());
        }

        List<String> names() {
            return names;
        }
    }

    @Test
    void next_application_of_the_process_receives_the_item_that_was_not_acknowledged() throws Exception {
        try (GraphSimulator simulator = GraphSimulator.start()) {
            SimulatedDrive drive = simulator.drive(TARGET);
            Map<String, String> values = Map.of("drivechange.delta.directory", directory.toString());
            try (TestApplication application = TestApplication.start(simulator, values, Blocked.class)) {
                DriveWatch watch = application.watch(TARGET);
                await().atMost(ofSeconds(30)).until(() -> watch.lastDelta().isPresent());
                drive.create(drive.root(), "a.txt", 1);
                assertThat(application.bean(Blocked.class).entered().await(30, SECONDS))
                        .as("observer entered")
                        .isTrue();
            }
            try (TestApplication application = TestApplication.start(simulator, values, Next.class)) {
                Next next = application.bean(Next.class);
                await().atMost(ofSeconds(30))
                        .untilAsserted(() -> assertThat(next.names()).containsExactly("a.txt"));
            } finally {
                UNBLOCKED.countDown();
            }
        }
    }
}
