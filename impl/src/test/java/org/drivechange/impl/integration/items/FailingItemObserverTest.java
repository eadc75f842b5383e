// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drivechange.DriveWatch;
import org.drivechange.DriveWatch.State;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.SimulatedDrive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An observer that throws for item 7 of 20. */
class FailingItemObserverTest {

    @TempDir
    private Path directory;

    private ItemScene scene;

    @BeforeEach
    void create() {
        scene = new ItemScene(directory);
        scene.drive().pageSize(200);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private FailingItems deliver(TestApplication application, int failures) {
        FailingItems observer = application.bean(FailingItems.class);
        observer.fail(failures);
        scene.drive().bulk(20);
        return observer;
    }

    private static Stream<Integer> items(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed();
    }

    private static List<Integer> expected(int seventh) {
        Stream<Integer> repeats = Collections.nCopies(seventh, 7).stream();
        return Stream.of(items(1, 6), repeats, items(8, 20))
                .flatMap(part -> part)
                .toList();
    }

    private static List<LogRecord> errors(LogLines log) {
        return log.records().stream()
                .filter(line -> line.getLevel().equals(Level.SEVERE))
                .toList();
    }

    private static void assertStackTrace(LogRecord line) {
        assertThat(line.getMessage()).startsWith("DRC4001").contains("FailingItems", "item ");
        assertThat(line.getThrown()).hasMessage("the seventh item");
    }

    @Test
    void observer_that_throws_three_times_gets_the_item_again_and_then_the_later_items() {
        try (TestApplication application = scene.startOpen(Map.of(), FailingItems.class);
                LogLines log = new LogLines()) {
            FailingItems observer = deliver(application, 3);
            await().untilAsserted(() -> assertThat(observer.deliveries()).isEqualTo(expected(4)));
            DriveWatch watch = application.watch(TARGET);
            await().until(() -> watch.lastError().isEmpty());
            await().until(() -> watch.items() == 20);
            assertThat(errors(log)).singleElement().satisfies(FailingItemObserverTest::assertStackTrace);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("normally again"))
                    .hasSize(1);
        }
    }

    @Test
    void observer_that_always_throws_withholds_the_page_and_nothing_else() {
        SimulatedDrive other = scene.simulator().drive(FailingItems.OTHER);
        try (TestApplication application = scene.startOpen(Map.of(), FailingItems.class);
                LogLines log = new LogLines()) {
            ItemScene.awaitRound(application, FailingItems.OTHER);
            application.events().awaitOpened(FailingItems.OTHER, 1);
            FailingItems observer = deliver(application, Integer.MAX_VALUE);
            await().until(() -> observer.deliveries().size() > 12);
            int notifications = application.events().changes(TARGET).size();
            scene.simulator().emit(TARGET);
            application.events().awaitChanges(TARGET, notifications + 1);
            other.create(other.root(), "other.txt", 1);
            await().untilAsserted(() -> assertThat(observer.others()).containsExactly("other.txt"));
            DriveWatch watch = application.watch(TARGET);
            assertThat(watch.state()).isEqualTo(State.OPEN);
            assertThat(watch.lastError().orElseThrow()).contains("DRC4001", "FailingItems", "the seventh item");
            assertThat(watch.items()).isZero();
            assertThat(observer.deliveries().subList(0, 6))
                    .isEqualTo(items(1, 6).toList());
            assertThat(observer.deliveries().subList(6, 12)).containsOnly(7);
            assertThat(errors(log)).singleElement().satisfies(FailingItemObserverTest::assertStackTrace);
        }
        try (TestApplication application = scene.start(Map.of(), FailingItems.class)) {
            FailingItems observer = application.bean(FailingItems.class);
            observer.fail(0);
            await().untilAsserted(() -> assertThat(observer.deliveries()).hasSize(20));
        }
    }

    @Test
    void item_that_has_used_its_attempts_is_skipped_and_named() {
        Map<String, String> attempts = Map.of("drivechange.delta.attempts", "3");
        try (TestApplication application = scene.startOpen(attempts, FailingItems.class);
                LogLines log = new LogLines()) {
            FailingItems observer = deliver(application, Integer.MAX_VALUE);
            await().untilAsserted(() -> assertThat(observer.deliveries()).isEqualTo(expected(3)));
            DriveWatch watch = application.watch(TARGET);
            await().until(() -> watch.lastError().isEmpty());
            assertThat(errors(log)).hasSize(2).allSatisfy(FailingItemObserverTest::assertStackTrace);
            assertThat(errors(log).get(1).getMessage()).contains("3 times (drivechange.delta.attempts)", "is skipped");
        }
    }

    @Test
    void requested_read_delivers_a_failing_page_again_at_once() {
        Map<String, String> slow =
                Map.of("drivechange.reconnect.delay", "PT1M", "drivechange.reconnect.max-delay", "PT5M");
        try (TestApplication application = scene.startOpen(slow, FailingItems.class)) {
            FailingItems observer = deliver(application, 1);
            DriveWatch watch = application.watch(TARGET);
            await().until(() -> watch.lastError().isPresent());
            watch.readDelta();
            await().untilAsserted(() -> assertThat(observer.deliveries()).isEqualTo(expected(2)));
        }
    }
}
