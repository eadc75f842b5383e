// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.files.LockFile;
import org.drivechange.impl.files.OwnerOnlyFiles;

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
                PositionFiles.replace(probe, new byte[] {'\n'});
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

    /** Returns the files of a position, which may be missing with their directory. */
    PositionFiles existingFiles(PositionId id) {
        return new PositionFiles(path.resolve(id.hex()));
    }

    /** Returns the files of a position. Creates the directory. Resolves links, so that all names of a file share one lock. */
    PositionFiles files(PositionId id) throws IOException {
        OwnerOnlyFiles.createFolder(path);
        return new PositionFiles(path.toRealPath().resolve(id.hex()));
    }
}
