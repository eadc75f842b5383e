// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts processes that deploy one application and print one number.
 *
 * @param application the directory of the beans
 * @param logging the logging configuration
 */
record ProbeProcess(Path application, List<Path> jars, Path logging) {

    long run(Class<?> program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                "-Djava.util.logging.config.file=" + logging,
                "-Ddrivechange.token=any",
                // a closed port: connecting is not measured, and runs on other threads
                "-Ddrivechange.graph.url=http://127.0.0.1:9/v1.0",
                program.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program.getSimpleName() + " failed: " + printed);
        }
        return Long.parseLong(printed);
    }

    private String classPath() {
        return Stream.concat(Stream.of(application), jars.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
