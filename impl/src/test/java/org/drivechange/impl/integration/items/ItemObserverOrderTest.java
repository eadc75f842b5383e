// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveChange;
import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.SimulatedDrive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several observers of pages and items: their order, and what acknowledges a page. */
class ItemObserverOrderTest {

    @TempDir
    private Path directory;

    private ItemScene scene;

    @BeforeEach
    void create() {
        scene = new ItemScene(directory);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    /** Two observers of pages and two of items. The asynchronous ones wait until they are released. */
    @ApplicationScoped
    static class Several {

        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final CountDownLatch page = new CountDownLatch(1);
        private final CountDownLatch item = new CountDownLatch(1);
        private final AtomicInteger failures = new AtomicInteger();

        void page(@Observes @Priority(1) @DriveChange(target = TARGET) DriveDelta page) {
            calls.add("page");
        }

        void pageAsync(@ObservesAsync @DriveChange(target = TARGET) DriveDelta page) throws InterruptedException {
            this.page.await(30, TimeUnit.SECONDS);
            calls.add("page async");
        }

        void item(@Observes @DriveChange(target = TARGET) DriveItemChange item) {
            calls.add(item.name());
        }

        void itemAsync(@ObservesAsync @DriveChange(target = TARGET) DriveItemChange item) throws InterruptedException {
            this.item.await(30, TimeUnit.SECONDS);
            calls.add(item.name() + " async");
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("on purpose");
            }
        }

        List<String> calls() {
            return calls;
        }

        void release() {
            page.countDown();
            item.countDown();
        }

        void releasePage() {
            page.countDown();
        }

        void fail(int times) {
            failures.set(times);
        }
    }

    private void createTwoFiles() {
        SimulatedDrive drive = scene.drive();
        drive.bulk(changes -> {
            changes.create(drive.root(), "a", 1);
            changes.create(drive.root(), "b", 1);
        });
    }

    private static void assertRemains(List<String> calls, String... expected) {
        await().untilAsserted(() -> assertThat(calls).containsExactly(expected));
        await().during(Duration.ofMillis(300)).until(() -> calls.size() == expected.length);
    }

    @Test
    void asynchronous_observers_of_a_step_end_before_the_next_step_and_the_acknowledgement() {
        try (TestApplication application = scene.startOpen(Map.of(), Several.class)) {
            Several observers = application.bean(Several.class);
            DriveWatch watch = application.watch(TARGET);
            createTwoFiles();
            assertRemains(observers.calls(), "page");
            observers.releasePage();
            assertRemains(observers.calls(), "page", "page async", "a");
            assertThat(watch.items()).isZero();
            observers.release();
            await().untilAsserted(() -> assertThat(observers.calls())
                    .containsExactly("page", "page async", "a", "a async", "b", "b async"));
            await().until(() -> watch.items() == 2);
        }
    }

    @Test
    void asynchronous_observer_that_throws_repeats_its_step_for_all_of_its_observers() {
        try (TestApplication application = scene.startOpen(Map.of(), Several.class)) {
            Several observers = application.bean(Several.class);
            observers.fail(2);
            observers.release();
            createTwoFiles();
            await().untilAsserted(() -> assertThat(observers.calls())
                    .containsExactly(
                            "page", "page async", "a", "a async", "a", "a async", "a", "a async", "b", "b async"));
        }
    }

    /** Observers of all events that throw. */
    @ApplicationScoped
    static class General {

        private final List<String> calls = new CopyOnWriteArrayList<>();

        void event(@Observes @Priority(1) DriveEvent event) {
            if (event instanceof DriveItemChange || event instanceof DriveDelta) {
                throw new IllegalStateException("an observer of DriveEvent");
            }
        }

        void object(@Observes @Priority(Integer.MAX_VALUE) Object any) {
            if (any instanceof DriveItemChange || any instanceof DriveDelta) {
                throw new IllegalStateException("an observer of Object");
            }
        }

        @DriveChange(target = TARGET)
        void item(DriveItemChange item) {
            calls.add(item.name());
        }

        List<String> calls() {
            return calls;
        }
    }

    @Test
    void observers_of_all_events_that_throw_withhold_no_acknowledgement_and_no_item() {
        try (TestApplication application = scene.startOpen(Map.of(), General.class)) {
            General observers = application.bean(General.class);
            DriveWatch watch = application.watch(TARGET);
            createTwoFiles();
            await().until(() -> watch.items() == 2);
            assertThat(observers.calls()).containsExactly("a", "b");
            assertThat(watch.lastError()).isEmpty();
        }
    }
}
