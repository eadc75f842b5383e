// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the user's home directory. For a container user without an entry in {@code passwd}, {@code user.home} is {@code ?}.
 */
final class HomeDirectory {

    private HomeDirectory() {}

    /** Returns the first candidate that is an absolute path of a directory. */
    static Optional<Path> of(String... candidates) {
        return Stream.of(candidates)
                .flatMap(candidate -> path(candidate).stream())
                .filter(path -> path.isAbsolute() && Files.isDirectory(path))
                .findFirst();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.ofNullable(text).map(Path::of);
        } catch (InvalidPathException ignored) {
            return Optional.empty();
        }
    }
}
