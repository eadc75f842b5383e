// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveChange;
import org.drivechange.DriveItemChange;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stop of an application in the middle of a page. */
class ItemStopTest {

    @TempDir
    private Path directory;

    /** Waits in the second item of a page. */
    @ApplicationScoped
    static class Waiting {

        private final List<String> names = new CopyOnWriteArrayList<>();
        private final CountDownLatch release = new CountDownLatch(1);

        @DriveChange(target = TARGET)
        void item(DriveItemChange item) throws InterruptedException {
            names.add(item.name());
            if (names.size() == 2) {
                release.await(30, TimeUnit.SECONDS);
            }
        }

        List<String> names() {
            return names;
        }

        CountDownLatch latch() {
            return release;
        }
    }

    @Test
    void page_that_was_interrupted_by_a_stop_is_delivered_again_after_a_restart() throws InterruptedException {
        try (ItemScene scene = new ItemScene(directory);
                LogLines log = new LogLines()) {
            List<String> names;
            try (TestApplication application = scene.startOpen(Map.of(), Waiting.class)) {
                Waiting observer = application.bean(Waiting.class);
                names = observer.names();
                CountDownLatch release = observer.latch();
                scene.drive().bulk(3);
                await().until(() -> names.size() == 2);
                Thread releasing = new Thread(() -> {
                    await().until(() -> log.records().stream()
                            .anyMatch(line -> line.getMessage().contains("-> Stopping")));
                    release.countDown();
                });
                releasing.start();
            }
            assertThat(names).as("no step begins after the stop").hasSize(2);
            try (TestApplication application = scene.start(Map.of(), ItemMirror.class)) {
                ItemMirror mirror = application.bean(ItemMirror.class);
                await().untilAsserted(() -> assertThat(mirror.names()).isEqualTo(ItemMirror.namesOf(scene.drive())));
                assertThat(mirror.deliveries()).hasSize(3);
                assertThat(mirror.resets()).isEmpty();
            }
        }
    }
}
