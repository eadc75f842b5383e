// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's folder. A container's user without an entry in {@code passwd} has a {@code user.home} of {@code ?}. */
final class HomeDirectory {

    private HomeDirectory() {}

    /** The first of these that is an absolute path of a folder. */
    static Optional<Path> of(String... candidates) {
        return Stream.of(candidates)
                .flatMap(candidate -> path(candidate).stream())
                .filter(path -> path.isAbsolute() && Files.isDirectory(path))
                .findFirst();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.ofNullable(text).map(Path::of);
        } catch (InvalidPathException malformed) {
            return Optional.empty();
        }
    }
}
