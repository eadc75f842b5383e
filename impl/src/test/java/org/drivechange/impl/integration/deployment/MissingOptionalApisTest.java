// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that an application works without optional APIs. */
class MissingOptionalApisTest {

    @TempDir
    Path directory;

    @Test
    void application_delivers_without_flight_recorder_and_opentelemetry() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(jar -> !jar.contains("opentelemetry"))
                .collect(Collectors.joining(File.pathSeparator));
        File output = directory.resolve("output").toFile();
        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--limit-modules",
                        "java.se,jdk.unsupported,jdk.httpserver",
                        "-cp",
                        classPath,
                        MissingOptionalApis.class.getName(),
                        "jdk.jfr.Event",
                        "io.opentelemetry.api.OpenTelemetry",
                        "io.opentelemetry.context.Context")
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(application.exitValue())
                    .as("%s", Files.readString(output.toPath()))
                    .isZero();
        } finally {
            application.destroyForcibly();
        }
    }
}
