// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.drivechange.DriveChange;
import org.drivechange.DriveItemChange;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests positions in files, which need no bean. */
@TckTest
class FilePositionsTest {

    private static final String TARGET = "/drives/in-files/root";

    @Deployment
    static WebArchive application() throws IOException {
        return Application.of(FilePositionsTest.class)
                .configured(
                        "drivechange.delta.directory",
                        Files.createTempDirectory("tck-positions").toString())
                .war();
    }

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @ApplicationScoped
    static class Items {

        @DriveChange(target = TARGET)
        void item(DriveItemChange item, ObserverCallLog calls) {
            calls.add("in-files", item.name());
        }
    }

    private List<Path> files() {
        Path directory = Path.of(ConfigProvider.getConfig().getValue("drivechange.delta.directory", String.class));
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> contains(file, TARGET)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            // created at this moment
            return false;
        }
    }

    /** Returns the name of a position: its last two records are in files that differ in the suffix. */
    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    @Assertion(id = "items-11")
    void position_is_kept_in_a_file() {
        eventually().until(() -> files().stream().anyMatch(file -> contains(file, "deltaLink")));
        simulator.createFile(TARGET, "a.txt");
        assertThat(calls.await("in-files", 1)).containsExactly("a.txt");
        assertThat(files()).hasSizeBetween(1, 2).allMatch(file -> name(file).equals(name(files().get(0))));
    }
}
