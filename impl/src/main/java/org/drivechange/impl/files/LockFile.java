// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * An open lock file. POSIX releases all locks of a process on a file when the process closes any descriptor of it. Therefore
 * the file may be closed only while no other application of this JVM holds its lock.
 */
public final class LockFile {

    private final Path path;
    private final FileChannel channel;

    /** Shared by all class loaders of the JVM, locked while acquiring and closing. */
    private final String monitor;

    private LockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.monitor = ("org.drivechange.lock:" + path).intern();
    }

    /** Creates an empty lock file if it is missing. */
    public static void createIfMissing(Path path) throws IOException {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            try {
                OwnerOnlyFiles.create(path);
            } catch (FileAlreadyExistsException ignored) {
                // created concurrently by another process
            }
        }
    }

    /** Opens an existing lock file. */
    public static LockFile open(Path path) throws IOException {
        return new LockFile(path, FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    }

    /** Acquires the lock. Empty while another process, or another class loader of this one, holds it. */
    public Optional<FileLock> tryLock() throws IOException {
        synchronized (monitor) {
            try {
                return Optional.ofNullable(channel.tryLock());
            } catch (OverlappingFileLockException e) {
                return Optional.empty();
            }
        }
    }

    /** Closes the file, unless another application of this JVM holds the lock. Returns whether the file is closed. */
    public boolean closeWhileFree() throws IOException {
        synchronized (monitor) {
            try {
                // null if another process holds it, whose lock is not affected by closing
                channel.tryLock();
            } catch (OverlappingFileLockException e) {
                return false;
            }
            channel.close();
            return true;
        }
    }

    /** Closes the file and releases the lock. Called by the only user of the file in this JVM. */
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return "LockFile[" + path + "]";
    }
}
