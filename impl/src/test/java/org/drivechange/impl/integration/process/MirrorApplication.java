// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveDelta;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveReset;
import org.drivechange.impl.integration.fixture.TestApplication;

/**
 * Application in a child JVM that appends each item change to a file, as a line with kind, id and eTag. Its arguments are Graph's
 * URL and the directory of the positions; the system property {@code mirror} is the file. It runs until it is killed.
 */
final class MirrorApplication {

    static final String TARGET = "/me/drive/root";

    private MirrorApplication() {}

    @ApplicationScoped
    static class Appender {

        /** Appends a line. A line that a killed process has not completed is ended first. */
        private static void append(String line) {
            try {
                Files.writeString(
                        Path.of(System.getProperty("mirror")),
                        "\n" + line + ";",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @DriveChange(target = TARGET)
        void reset(DriveReset reset) {
            append("RESET " + reset.reason());
        }

        @DriveChange(target = TARGET)
        void page(DriveDelta page) {
            if (page.baseline() && page.complete()) {
                append("COMPLETE");
            }
        }

        @DriveChange(target = TARGET)
        void item(DriveItemChange item) {
            append(item.kind() + " " + item.id() + " " + item.eTag());
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        TestApplication.startQuietly(
                TestApplication.configuration(
                        arguments[0],
                        Map.of(
                                "drivechange.delta.directory", arguments[1],
                                "drivechange.delta.start", "all",
                                "drivechange.reconnect.max-delay", "PT1S")),
                Appender.class);
        System.out.println("started");
        Thread.sleep(Long.MAX_VALUE);
    }
}
