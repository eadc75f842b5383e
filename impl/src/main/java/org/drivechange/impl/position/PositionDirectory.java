// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.files.LockFile;
import org.drivechange.impl.files.OwnerOnlyFiles;
import org.drivechange.impl.files.ReplacementFile;

/**
 * Directory of position files. Files are created readable only by their owner. Their permissions are not checked later: a
 * position is no credential, and a mounted volume may have no permissions.
 */
record PositionDirectory(Path path) {

    private static final String KEY = "drivechange.delta.directory";

    /**
     * Checks that files can be created, replaced and locked. Creates the directory.
     *
     * @return the problem, with its code
     */
    Optional<String> check() {
        try {
            OwnerOnlyFiles.createFolder(path);
            Path probe = Files.createTempFile(path, ".check", null);
            try {
                replace(probe, new byte[] {'\n'});
                lockOnce(probe);
            } finally {
                Files.delete(probe);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(ErrorCode.DIRECTORY_UNUSABLE.message(KEY
                    + ": expected a directory in which the application can create, replace and lock files but found "
                    + path + " (" + ErrorMessages.describe(e)
                    + "). Alternatively, the positions are kept by a DeltaTokenStore bean."));
        }
    }

    private static void lockOnce(Path probe) throws IOException {
        LockFile lock = LockFile.open(probe);
        try {
            lock.tryLock();
        } finally {
            lock.close();
        }
    }

    /** Returns the file of a position. Creates the directory. Resolves links, so that all names of a file share one lock. */
    Path file(PositionId id) throws IOException {
        OwnerOnlyFiles.createFolder(path);
        return path.toRealPath().resolve(id.hex());
    }

    static Path lock(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /** Returns the copy of an unreadable file. */
    static Path unreadable(Path file) {
        return file.resolveSibling(file.getFileName() + ".unreadable");
    }

    /** Reads a file up to the limit. Empty if it is missing. */
    static Optional<byte[]> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        // not a channel, which an interrupt closes: a stopping application may still save
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return Optional.of(in.readNBytes(PositionRecord.MAX_BYTES + 1));
        }
    }

    /**
     * Replaces a file. After a failure the old content remains, and after a power failure it may come back: the items of the last
     * page are then delivered again, and each page of a baseline is spared a write to the disk.
     */
    static void replace(Path file, byte[] content) throws IOException {
        try (ReplacementFile next = ReplacementFile.create(file)) {
            next.write(content);
            next.renameUnsynced();
        }
    }
}
