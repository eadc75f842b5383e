// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.files.OwnerOnlyFiles;
import org.drivechange.impl.files.ReplacementFile;

/**
 * Token cache file of a sign-in. It is readable only by its owner, replaced atomically, and used by one process at a
 * time, because a refresh token may be single-use. Content that cannot be written is kept in memory until the file
 * changes.
 */
final class CacheFile implements AutoCloseable {

    private static final int MAX_LINKS = 40;

    private final Path file;
    private final CacheLock lock = new CacheLock();
    private Optional<Unsaved> unsaved = Optional.empty();
    private boolean warned;

    CacheFile(Path file) {
        this.file = file;
    }

    /** Fingerprint of the file, equal as long as the file is not written. */
    record Fingerprint(FileTime time, long size, String key) {}

    /** Content that could not be written, with the fingerprint of the file at that time. */
    private record Unsaved(String content, Optional<Fingerprint> over) {
        @Override
        public String toString() {
            return "Unsaved[redacted]";
        }
    }

    /** Calls a task with exclusive access to the file among all processes. */
    <T> T withLock(Callable<T> task) throws Exception {
        Path target = target();
        OwnerOnlyFiles.createFolder(target.getParent());
        return lock.withLock(beside(target, ".lock"), task);
    }

    /** Reads the content. Empty if the file is missing. */
    Optional<String> read() throws IOException {
        unsaved = unsaved.filter(content -> content.over().equals(fingerprint()));
        if (unsaved.isPresent()) {
            return unsaved.map(Unsaved::content);
        }
        Path target = target();
        try {
            OwnerOnlyFiles.check(target);
            return Optional.of(Files.readString(target));
        } catch (NoSuchFileException ignored) {
            return Optional.empty();
        }
    }

    /** Replaces the content, or keeps it in memory if the file cannot be written. */
    void keep(String content) {
        try {
            replace(content);
            unsaved = Optional.empty();
        } catch (IOException e) {
            unsaved = Optional.of(new Unsaved(content, fingerprint()));
            warn(
                    e,
                    "The sign-in is kept in memory; if refresh tokens are single-use, it is lost when the"
                            + " application stops.");
        }
    }

    /** Replaces the file atomically. A process that is killed meanwhile leaves the old one. */
    void replace(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Path target = target();
        ReplacementFile next;
        try {
            next = ReplacementFile.create(target);
        } catch (AccessDeniedException e) {
            writeInPlace(target, bytes, e);
            return;
        }
        try (next) {
            next.write(bytes);
            rename(next, target, bytes);
        }
    }

    private void rename(ReplacementFile next, Path target, byte[] bytes) throws IOException {
        try {
            next.rename();
        } catch (FileSystemException e) {
            writeInPlace(target, bytes, e);
        }
    }

    /** Overwrites the file. A file that is a mount point cannot be replaced. */
    private void writeInPlace(Path target, byte[] bytes, IOException e) throws IOException {
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw e;
        }
        try (RandomAccessFile out = new RandomAccessFile(target.toFile(), "rw")) {
            out.write(bytes);
            out.setLength(bytes.length);
            out.getFD().sync();
        }
        warn(
                e,
                "It is written in place, and a crash may leave it incomplete; mount its folder instead of the file,"
                        + " writable by the application.");
    }

    private void warn(IOException e, String consequence) {
        ErrorCode code = ErrorCode.TOKEN_CACHE_READ_ONLY;
        FailSafeLog.log(
                warned ? Level.DEBUG : Level.WARNING,
                code.message(code.text() + ": " + file + " cannot be replaced (" + ErrorMessages.describe(e) + "). "
                        + consequence));
        warned = true;
    }

    /** Returns the current fingerprint. Empty if the file is missing or inaccessible. */
    Optional<Fingerprint> fingerprint() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Fingerprint(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** Resolves symbolic links, so all names of the file share one lock and links are preserved. */
    private Path target() throws IOException {
        Path target = file;
        for (int links = 0; links < MAX_LINKS && Files.isSymbolicLink(target); links++) {
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        Path folder = target.getParent();
        return Files.isDirectory(folder) ? folder.toRealPath().resolve(target.getFileName()) : target;
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
