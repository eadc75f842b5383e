// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * New content of a file, readable only by its owner. It is written beside the file and renamed over it, so that a process
 * that is killed leaves the old content or the new one. Closing deletes what was not renamed. Used by one process at a time.
 */
public final class ReplacementFile implements AutoCloseable {

    private static final String SUFFIX = ".new";

    private final Path target;
    private final Path next;

    private ReplacementFile(Path target, Path next) {
        this.target = target;
        this.next = next;
    }

    /** Creates an empty replacement of a file. Deletes the one that a killed process left. */
    public static ReplacementFile create(Path target) throws IOException {
        Path next = target.resolveSibling(target.getFileName() + SUFFIX);
        Files.deleteIfExists(next);
        OwnerOnlyFiles.create(next);
        return new ReplacementFile(target, next);
    }

    /** Writes the content to the disk. */
    public void write(byte[] bytes) throws IOException {
        // not a channel, which an interrupt closes: the caller may have no other copy of the content
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
    }

    /** Renames the replacement over the file, and writes the renaming to the disk. */
    public void rename() throws IOException {
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    /** Writes the renaming to the disk. Windows cannot open folders. */
    private void syncFolder() {
        try (FileChannel folder = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException ignored) {
            // a file system that cannot do it; after a power failure the old content may come back
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(next);
    }
}
