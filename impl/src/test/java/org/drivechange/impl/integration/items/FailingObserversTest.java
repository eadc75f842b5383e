// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.drivechange.DriveChange;
import org.drivechange.DriveItemChange;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two observers of one item that both throw. */
class FailingObserversTest {

    @ApplicationScoped
    static class Observers {

        @DriveChange(target = TARGET)
        void first(DriveItemChange item) {
            throw new IllegalStateException("the first observer");
        }

        @DriveChange(target = TARGET)
        void second(DriveItemChange item) {
            throw new IllegalStateException("the second observer");
        }
    }

    @Test
    void log_has_the_exception_of_each_observer_once(@TempDir Path directory) {
        try (ItemScene scene = new ItemScene(directory);
                TestApplication application = scene.startOpen(Map.of(), Observers.class);
                LogLines log = new LogLines()) {
            scene.drive().create(scene.drive().root(), "file", 1);
            await().untilAsserted(() -> assertThat(errors(log))
                    .extracting(line -> line.getThrown().getMessage())
                    .containsExactlyInAnyOrder("the first observer", "the second observer"));
            assertThat(application.watch(TARGET).lastError().orElseThrow()).startsWith("DRC4001 " + TARGET);
        }
    }

    private static List<LogRecord> errors(LogLines log) {
        return log.records().stream()
                .filter(line -> line.getLevel().equals(Level.SEVERE))
                .toList();
    }
}
