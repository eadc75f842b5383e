// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.PositionStore.Opened;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions that move from one directory to another one, which has the part of a database. */
class MigratingPositionStoreTest {

    private static final SessionKey KEY = new SessionKey(DriveTarget.parse("/me/drive/root"), "");

    @TempDir
    private Path folder;

    private FilePositionStore files;
    private FilePositionStore database;
    private PositionStore store;

    @BeforeEach
    void create() {
        files = store("files");
        database = store("database");
        store = new MigratingPositionStore(database, store("files"));
    }

    private FilePositionStore store(String name) {
        return new FilePositionStore(new PositionSettings("orders", folder.resolve(name)), InstantSource.system());
    }

    private void saveFile(String token) throws Exception {
        long epoch = files.open(KEY).epoch();
        files.save(KEY, epoch, token);
        files.release(KEY);
    }

    private Opened open() throws Exception {
        try {
            return store.open(KEY);
        } finally {
            store.release(KEY);
        }
    }

    @Test
    void position_continues_from_its_files_once() throws Exception {
        saveFile("of the files");
        try (LogLines log = new LogLines()) {
            assertThat(open().token()).contains("of the files");
            assertThat(log.lines()).containsExactly("/me/drive/root: its position was moved from its files.");
        }
        assertThat(files.contains(KEY)).isFalse();
        Opened next = store.open(KEY);
        assertThat(next.token()).as("stored in the database").contains("of the files");
        assertThat(store.save(KEY, next.epoch(), "of the database")).isTrue();
        store.release(KEY);
        saveFile("stale");
        assertThat(open().token()).contains("of the database");
    }

    @Test
    void position_without_files_is_new_and_creates_no_directory() throws Exception {
        assertThat(open().token()).isEmpty();
        assertThat(folder.resolve("files")).doesNotExist();
    }

    @Test
    void position_whose_files_were_never_saved_is_new() throws Exception {
        files.open(KEY);
        files.release(KEY);
        assertThat(open().token()).isEmpty();
    }

    @Test
    void files_that_another_process_uses_are_moved_after_it() throws Exception {
        long epoch = files.open(KEY).epoch();
        files.save(KEY, epoch, "first");
        assertThatThrownBy(this::open).isInstanceOf(PositionInUseException.class);
        files.save(KEY, epoch, "second");
        files.release(KEY);
        assertThat(open().token()).contains("second");
    }

    @Test
    void unreadable_file_is_passed_on_as_an_unreadable_position() throws Exception {
        saveFile("token");
        PositionFiles damaged = new PositionFiles(
                folder.resolve("files").resolve(PositionId.of("orders", KEY).hex()));
        for (Path file : damaged.records()) {
            Files.writeString(file, "garbage");
        }
        assertThat(open().token()).contains("garbage");
    }
}
