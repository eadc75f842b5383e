// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Program that writes a cache file. */
final class CacheWriter {

    static final int LENGTH = 200_000;

    private CacheWriter() {}

    /** Increments the number in the file this many times; without a number, writes one letter after the other until killed. */
    public static void main(String[] arguments) throws Exception {
        CacheFile file = new CacheFile(Path.of(arguments[0]));
        if (arguments.length == 2) {
            count(file, Integer.parseInt(arguments[1]));
            return;
        }
        for (char letter = 'a'; ; letter = letter == 'z' ? 'a' : (char) (letter + 1)) {
            String content = String.valueOf(letter).repeat(LENGTH);
            file.withLock(() -> {
                file.replace(content);
                return null;
            });
            System.out.println(letter);
        }
    }

    static void count(CacheFile file, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            file.withLock(() -> {
                file.replace(String.valueOf(1 + Integer.parseInt(file.read().orElse("0"))));
                return null;
            });
        }
    }

    static Process start(Path file, String... more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CacheWriter.class.getName(),
                file.toString());
        builder.command().addAll(List.of(more));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
