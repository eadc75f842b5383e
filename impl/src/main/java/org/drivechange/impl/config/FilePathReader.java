// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads paths, in which {@code ~} stands for the user's home directory. */
final class FilePathReader {

    private final ConfigReader values;
    private final Optional<Path> home;

    FilePathReader(ConfigReader values, Optional<Path> home) {
        this.values = values;
        this.home = home;
    }

    /** Returns a reader with the home directory of this process's user. */
    static FilePathReader of(ConfigReader values) {
        return new FilePathReader(values, HomeDirectory.of(System.getProperty("user.home"), System.getenv("HOME")));
    }

    /**
     * Returns the absolute path. An invalid one is reported and reads as the working directory.
     *
     * @param kind what the path names, such as {@code a file}
     */
    Path path(String key, String text, String kind) {
        boolean inHome = text.startsWith("~/");
        Optional<Path> path = inHome ? home.flatMap(folder -> parsed(folder + text.substring(1))) : parsed(text);
        if (path.isEmpty() && inHome) {
            values.reportInvalid(
                    key,
                    '"' + text + "\", and neither the system property user.home nor HOME names a folder",
                    kind + "'s absolute path");
        } else if (path.isEmpty()) {
            values.reportInvalid(key, '"' + text + '"', kind + "'s path");
        }
        return path.orElseGet(() -> Path.of("").toAbsolutePath());
    }

    private static Optional<Path> parsed(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath()).filter(path -> path.getFileName() != null);
        } catch (InvalidPathException ignored) {
            return Optional.empty();
        }
    }
}
