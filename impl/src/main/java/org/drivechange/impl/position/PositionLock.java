// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.drivechange.impl.files.LockFile;

/**
 * Exclusive lock of a position among all processes and all applications of this process. It ends with the process.
 *
 * <p>POSIX releases a lock when any descriptor of its file is closed in the process. An application that finds the lock held
 * by another application of its JVM must therefore not open the file. A system property, which all class loaders share, shows
 * that the lock is held.
 */
final class PositionLock implements AutoCloseable {

    private static final String PROPERTY = "org.drivechange.position:";

    private final String property;
    private final LockFile file;

    private PositionLock(String property, LockFile file) {
        this.property = property;
        this.file = file;
    }

    /**
     * Acquires the lock. Empty while another process or application holds it.
     *
     * @param path path of the lock file, whose folder is a real path
     */
    static Optional<PositionLock> tryAcquire(Path path) throws IOException {
        String property = PROPERTY + path;
        if (System.getProperties().putIfAbsent(property, "locked") != null) {
            return Optional.empty();
        }
        boolean acquired = false;
        try {
            LockFile file = open(path);
            acquired = file.tryLock().isPresent();
            if (acquired) {
                return Optional.of(new PositionLock(property, file));
            }
            file.closeWhileFree();
            return Optional.empty();
        } finally {
            if (!acquired) {
                System.getProperties().remove(property);
            }
        }
    }

    private static LockFile open(Path path) throws IOException {
        LockFile.createIfMissing(path);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is not a regular file");
        }
        return LockFile.open(path);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            System.getProperties().remove(property);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
