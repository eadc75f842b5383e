// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Child JVM with the class path of the tests. */
public final class ChildJvm {

    private ChildJvm() {}

    public static Process run(Class<?> program, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    public static String textUntil(BufferedReader lines, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            String line = Objects.requireNonNull(lines.readLine(), () -> "It ended after: " + text);
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
