// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.spi.DeltaTokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions in a bean of the application. */
class ItemStoreBeanTest {

    @TempDir
    private Path directory;

    /** Keeps the token of one position. */
    @ApplicationScoped
    static class MemoryStore implements DeltaTokenStore {

        private final List<String> tokens = new CopyOnWriteArrayList<>();
        private final List<String> keys = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public Opened open(String application, DriveTarget target, String account, long epoch) {
            keys.add(application + " " + target + " " + account);
            return new Opened(Math.max(1, epoch), null);
        }

        @Override
        public boolean save(String application, DriveTarget target, String account, long epoch, String token)
                throws IOException {
            if (failures.getAndDecrement() > 0) {
                throw new IOException("no space");
            }
            tokens.add(token);
            return true;
        }

        List<String> tokens() {
            return tokens;
        }

        List<String> keys() {
            return keys;
        }

        void fail(int times) {
            failures.set(times);
        }
    }

    @Test
    void store_bean_keeps_the_positions_and_a_failed_save_repeats_no_item() {
        try (ItemScene scene = new ItemScene(directory);
                TestApplication application = scene.startOpen(
                        Map.of("drivechange.application", "orders"), ItemMirror.class, MemoryStore.class)) {
            MemoryStore store = application.bean(MemoryStore.class);
            ItemMirror mirror = application.bean(ItemMirror.class);
            DriveWatch watch = application.watch(TARGET);
            assertThat(store.keys()).isNotEmpty().containsOnly("orders " + TARGET + " ");
            store.fail(2);
            int before = store.tokens().size();
            scene.drive().create(scene.drive().root(), "file", 1);
            await().until(() -> store.tokens().size() > before);
            await().until(() -> watch.lastError().isEmpty());
            assertThat(mirror.deliveries()).containsExactly("CHANGED file");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void position_that_was_taken_over_ends_item_changes_and_not_the_notifications() {
        try (ItemScene scene = new ItemScene(directory);
                TestApplication application = scene.startOpen(Map.of(), ItemMirror.class, TakenOverStore.class)) {
            TakenOverStore store = application.bean(TakenOverStore.class);
            ItemMirror mirror = application.bean(ItemMirror.class);
            scene.drive().create(scene.drive().root(), "first", 1);
            await().untilAsserted(() -> assertThat(mirror.deliveries()).containsExactly("CHANGED first"));
            store.takeOver();
            scene.drive().create(scene.drive().root(), "second", 1);
            await().until(store::refused);
            scene.drive().create(scene.drive().root(), "third", 1);
            application.events().awaitChanges(TARGET, 3);
            assertThat(mirror.deliveries()).doesNotContain("CHANGED third");
            assertThat(application.watch(TARGET).lastError().orElseThrow()).startsWith("DRC5004 " + TARGET);
        }
    }

    /** Refuses saves when another application has opened the position. */
    @ApplicationScoped
    static class TakenOverStore implements DeltaTokenStore {

        private volatile boolean takenOver;
        private volatile boolean refused;

        @Override
        public Opened open(String application, DriveTarget target, String account, long epoch) {
            return new Opened(Math.max(1, epoch), null);
        }

        @Override
        public boolean save(String application, DriveTarget target, String account, long epoch, String token) {
            refused = takenOver;
            return !takenOver;
        }

        void takeOver() {
            takenOver = true;
        }

        boolean refused() {
            return refused;
        }
    }
}
