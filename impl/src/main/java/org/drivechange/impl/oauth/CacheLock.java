// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.drivechange.impl.files.LockFile;
import org.drivechange.impl.files.OwnerOnlyFiles;

/**
 * Lock file that excludes other processes and other applications of this process. The file stays open until
 * the lock is closed. Not thread-safe.
 */
final class CacheLock implements AutoCloseable {

    private static final long POLL_MILLIS = 20;
    private static final long CLOSE_TIMEOUT_MILLIS = 1000;

    private Optional<Opened> opened = Optional.empty();

    /**
     * An open lock file.
     *
     * @param key identifies the file, which may have been replaced
     */
    private record Opened(Path path, Object key, LockFile file) {

        boolean is(Path other, Object otherKey) {
            return path.equals(other) && key.equals(otherKey);
        }

        @Override
        public String toString() {
            return "Opened[" + path + "]";
        }
    }

    /** Calls a task with the lock held. A read-only folder has no lock file, and its files do not change. */
    <T> T withLock(Path lock, Callable<T> task) throws Exception {
        Optional<Opened> file = open(lock);
        if (file.isEmpty()) {
            return task.call();
        }
        FileLock held = hold(file.get().file());
        try {
            return task.call();
        } finally {
            held.release();
        }
    }

    private Optional<Opened> open(Path lock) throws IOException {
        try {
            LockFile.createIfMissing(lock);
            Object key = OwnerOnlyFiles.check(lock, LinkOption.NOFOLLOW_LINKS);
            if (opened.filter(last -> last.is(lock, key)).isEmpty()) {
                close();
                opened = Optional.of(new Opened(lock, key, LockFile.open(lock)));
            }
            return opened;
        } catch (FileSystemException ignored) {
            return Optional.empty();
        }
    }

    /** Polls, because the JDK cannot wait for a lock that another class loader of this process holds. */
    private static FileLock hold(LockFile lock) throws IOException, InterruptedException {
        Optional<FileLock> held = lock.tryLock();
        while (held.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            held = lock.tryLock();
        }
        return held.get();
    }

    /** Closes the file. Waits a bounded time for an application of this JVM that holds the lock. */
    @Override
    public void close() throws IOException {
        if (opened.isEmpty()) {
            return;
        }
        LockFile last = opened.get().file();
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
