// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Map;
import org.drivechange.DriveEvent;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Observers of supertypes of all events, which throw. */
class ObserversOfAnyRecordTest {

    @ApplicationScoped
    static class Observers {

        void any(@Observes @Priority(1) Record event) {
            throw new IllegalStateException("an observer of records");
        }

        <T> void generic(@Observes @Priority(2) T event) {
            if (event instanceof DriveEvent) {
                throw new IllegalStateException("an observer of a type variable");
            }
        }

        <R extends Record> void bounded(@Observes @Priority(2) R event) {
            throw new IllegalStateException("an observer of a bounded type variable");
        }
    }

    @Test
    void item_is_delivered_once_and_acknowledged(@TempDir Path directory) {
        try (ItemScene scene = new ItemScene(directory);
                TestApplication application = scene.startOpen(Map.of(), ItemMirror.class, Observers.class)) {
            scene.drive().create(scene.drive().root(), "file", 1);
            await().until(() -> application.watch(TARGET).items() == 1);
            assertThat(application.bean(ItemMirror.class).deliveries()).containsExactly("CHANGED file");
        }
    }
}
