// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * The file that keeps a sign-in. Only its owner may read it, it is replaced in one step, and one process at a time works with
 * it: a refresh token may be good for one use only.
 */
final class CacheFile {

    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Path file;
    private final Path next;
    private final Path lock;

    CacheFile(Path file) {
        this.file = file;
        this.next = beside(file, ".new");
        this.lock = beside(file, ".lock");
    }

    /** What the file looks like from outside: equal as long as nobody has written it. */
    record Stamp(FileTime time, long size, String key) {}

    /** Has the file for itself, among all processes, while a task is called. */
    <T> T alone(Callable<T> task) throws Exception {
        OwnerOnly.createFolder(file.getParent());
        if (!Files.exists(lock)) {
            createLock();
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            FileLock held = hold(channel);
            try {
                return task.call();
            } finally {
                held.release();
            }
        }
    }

    private void createLock() throws IOException {
        try {
            OwnerOnly.create(lock);
        } catch (FileAlreadyExistsException another) {
            // made in this moment by somebody else, which is as good
        }
    }

    /** Looks again and again: the JDK lets nobody wait for a lock that another class loader of this process holds. */
    private static FileLock hold(FileChannel channel) throws IOException, InterruptedException {
        while (true) {
            try {
                FileLock held = channel.tryLock();
                if (held != null) {
                    return held;
                }
            } catch (OverlappingFileLockException inThisProcess) {
                // as if it were another
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** What is in it; empty where it is missing. */
    Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    /** Puts a new file in the place of the old one; whoever is killed in between leaves the old one. */
    void replace(String content) throws IOException {
        Files.deleteIfExists(next);
        OwnerOnly.create(next);
        // no channel, which an interrupt closes: the token that this replaces may be used up already
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What it looks like now; empty where it is missing or cannot be seen. */
    Optional<Stamp> stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey())));
        } catch (IOException unseen) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
