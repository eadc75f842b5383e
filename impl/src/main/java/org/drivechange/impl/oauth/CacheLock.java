// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Lock file that excludes other processes and other applications of this process. POSIX releases all locks of a process
 * on a file when the process closes any descriptor of it. Therefore one channel stays open until the lock is closed,
 * and it is closed only while no application of this JVM holds the lock. Not thread-safe.
 */
final class CacheLock implements AutoCloseable {

    private static final long POLL_MILLIS = 20;
    private static final long CLOSE_TIMEOUT_MILLIS = 1000;

    private Optional<Opened> opened = Optional.empty();

    /**
     * An open lock file.
     *
     * @param key identifies the file, which may have been replaced
     * @param monitor the object shared by all class loaders of the JVM, locked while acquiring and closing
     */
    private record Opened(Path path, Object key, FileChannel channel, String monitor) {

        static Opened open(Path path, Object key) throws IOException {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            return new Opened(path, key, channel, ("org.drivechange.lock:" + path).intern());
        }

        boolean is(Path other, Object otherKey) {
            return path.equals(other) && key.equals(otherKey);
        }

        /** Empty while another process, or another class loader of this one, holds the lock. */
        Optional<FileLock> tryLock() throws IOException {
            synchronized (monitor) {
                try {
                    return Optional.ofNullable(channel.tryLock());
                } catch (OverlappingFileLockException e) {
                    return Optional.empty();
                }
            }
        }

        @Override
        public String toString() {
            return "Opened[" + path + "]";
        }

        boolean closeWhileFree() throws IOException {
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
    }

    /** Calls a task with the lock held. A read-only folder has no lock file, and its files do not change. */
    <T> T withLock(Path lock, Callable<T> task) throws Exception {
        Optional<Opened> channel = open(lock);
        if (channel.isEmpty()) {
            return task.call();
        }
        FileLock held = hold(channel.get());
        try {
            return task.call();
        } finally {
            held.release();
        }
    }

    private Optional<Opened> open(Path lock) throws IOException {
        try {
            if (Files.notExists(lock, LinkOption.NOFOLLOW_LINKS)) {
                create(lock);
            }
            Object key = OwnerOnlyFiles.check(lock, LinkOption.NOFOLLOW_LINKS);
            if (opened.filter(file -> file.is(lock, key)).isEmpty()) {
                close();
                opened = Optional.of(Opened.open(lock, key));
            }
            return opened;
        } catch (FileSystemException ignored) {
            return Optional.empty();
        }
    }

    private static void create(Path lock) throws IOException {
        try {
            OwnerOnlyFiles.create(lock);
        } catch (FileAlreadyExistsException ignored) {
            // created concurrently by another process
        }
    }

    /** Polls, because the JDK cannot wait for a lock that another class loader of this process holds. */
    private static FileLock hold(Opened lock) throws IOException, InterruptedException {
        Optional<FileLock> held = lock.tryLock();
        while (held.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            held = lock.tryLock();
        }
        return held.get();
    }

    /** Closes the channel. Waits a bounded time for an application of this JVM that holds the lock. */
    @Override
    public void close() throws IOException {
        if (opened.isEmpty()) {
            return;
        }
        Opened last = opened.get();
        opened = Optional.empty();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MILLIS);
        boolean interrupted = false;
        while (!last.closeWhileFree() && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
