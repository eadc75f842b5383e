// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.files.ReplacementFile;

/**
 * Files of one position. Two of them contain its last two records. Each save overwrites the older one in place, so that a
 * process that is killed leaves the old record or the new one. Overwriting is far cheaper than a new file for each save.
 *
 * @param name path that the names of the files begin with
 */
record PositionFiles(Path name) {

    /**
     * Content of one of the two files.
     *
     * @param bytes empty if the file is missing
     * @param record empty if the file is missing or unreadable
     */
    record Slot(Path file, Optional<byte[]> bytes, Optional<PositionRecord> record) {

        static Slot read(Path file) throws IOException {
            Optional<byte[]> bytes = PositionFiles.read(file);
            return new Slot(file, bytes, bytes.flatMap(PositionRecord::parse));
        }

        /** Omits the content, which names drive, list and user. */
        @Override
        public String toString() {
            return "Slot[" + file + "]";
        }
    }

    /** Both files, the one with the newer record first. */
    record Slots(Slot newer, Slot older) {

        Optional<PositionRecord> record() {
            return newer.record();
        }

        /** Returns the content of a damaged position: there is no record, but there was one. */
        Optional<byte[]> unreadable() {
            return newer.record().isPresent() ? Optional.empty() : newer.bytes().or(older::bytes);
        }

        /** Writes the next record to the disk. After a failure, the position has the old record. */
        void replaceOlder(byte[] next) throws IOException {
            replace(older.file(), next);
        }

        /**
         * Writes the next record. After a failure, the position has the old record. After a power failure, it may have an
         * earlier one: the items of some pages are then delivered again.
         */
        void overwriteOlder(byte[] next) throws IOException {
            if (older.bytes().isEmpty()) {
                replace(older.file(), next);
                return;
            }
            // not a channel, which an interrupt closes: a stopping application may still save
            try (RandomAccessFile file = new RandomAccessFile(older.file().toFile(), "rw")) {
                file.write(next);
                file.setLength(next.length);
            }
        }
    }

    Path lock() {
        return with(".lock");
    }

    /** Returns the copy of an unreadable file. */
    Path unreadable() {
        return with(".unreadable");
    }

    /** Returns the two files of the records. */
    List<Path> records() {
        return List.of(with(".1"), with(".2"));
    }

    /** Whether at least one of the files exists, or cannot be accessed, which reading reports. */
    boolean exist() {
        return records().stream().anyMatch(file -> !Files.notExists(file));
    }

    /** Renames the files of the records. */
    void retire() throws IOException {
        for (Path file : records()) {
            if (!Files.notExists(file)) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".moved"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path with(String suffix) {
        return name.resolveSibling(name.getFileName() + suffix);
    }

    Slots read() throws IOException {
        Slot first = Slot.read(records().get(0));
        Slot second = Slot.read(records().get(1));
        boolean firstIsNewer = first.record()
                .filter(record -> second.record()
                        .map(other -> record.compareTo(other) > 0)
                        .orElse(true))
                .isPresent();
        return firstIsNewer ? new Slots(first, second) : new Slots(second, first);
    }

    /** Reads a file up to the limit. Empty if it is missing. */
    private static Optional<byte[]> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        // not a channel, which an interrupt closes
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return Optional.of(in.readNBytes(PositionRecord.MAX_BYTES + 1));
        }
    }

    /** Replaces a file on the disk. After a failure, the old content remains. */
    static void replace(Path file, byte[] content) throws IOException {
        try (ReplacementFile next = ReplacementFile.create(file)) {
            next.write(content);
            next.rename();
        }
    }
}
