// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.PositionStore.Opened;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePositionStoreTest {

    private static final SessionKey KEY = new SessionKey(DriveTarget.parse("/drives/d/root"), "contoso");
    private static final Instant NOW = Instant.parse("2026-05-04T08:15:00Z");

    @TempDir
    private Path folder;

    private Path directory;
    private FilePositionStore store;

    @BeforeEach
    void create() {
        directory = folder.resolve("of-the-user").resolve("delta");
        store = store("orders");
    }

    @AfterEach
    void release() {
        store.release(KEY);
        assertThat(System.getProperties().stringPropertyNames())
                .as("locks held by this process")
                .noneMatch(name -> name.contains(folder.toString()));
    }

    private FilePositionStore store(String application) {
        return new FilePositionStore(new PositionSettings(application, directory), InstantSource.fixed(NOW));
    }

    private PositionFiles files() {
        return new PositionFiles(directory.resolve(PositionId.of("orders", KEY).hex()));
    }

    private Path first() {
        return files().records().get(0);
    }

    private Path second() {
        return files().records().get(1);
    }

    private Opened reopen() throws Exception {
        store.release(KEY);
        return store.open(KEY);
    }

    private void write(long epoch, String token) throws IOException {
        PositionFiles.replace(
                second(),
                new PositionRecord(epoch, 0, Optional.of(NOW), Optional.of(token)).toBytes("orders", "contoso", "x"));
    }

    @Test
    void new_position_has_no_token() throws Exception {
        assertThat(store.open(KEY)).isEqualTo(new Opened(1, Optional.empty()));
        assertThat(reopen()).isEqualTo(new Opened(2, Optional.empty()));
    }

    @Test
    void saved_token_is_returned_with_the_next_epoch() throws Exception {
        store.open(KEY);
        assertThat(store.save(KEY, 1, "one")).isTrue();
        assertThat(store.save(KEY, 1, "two")).isTrue();
        assertThat(reopen()).isEqualTo(new Opened(2, Optional.of("two")));
        assertThat(store.open(KEY)).isEqualTo(new Opened(3, Optional.of("two")));
        assertThat(first()).content().contains("epoch: 3\nwrites: 5\nsaved: " + NOW + "\n");
    }

    @Test
    void save_with_a_smaller_epoch_than_the_stored_one_is_refused() throws Exception {
        store.open(KEY);
        write(2, "of another user");
        assertThat(store.save(KEY, 1, "late")).isFalse();
        assertThat(reopen()).isEqualTo(new Opened(3, Optional.of("of another user")));
    }

    @Test
    void position_that_is_not_open_cannot_be_saved() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store.save(KEY, 1, "token"))
                .withMessageContaining("/drives/d/root (account contoso) is not open");
        store.release(KEY);
    }

    @Test
    void application_account_and_target_have_positions_of_their_own() throws Exception {
        FilePositionStore other = store("invoices");
        SessionKey account = new SessionKey(KEY.target(), "other");
        SessionKey target = new SessionKey(DriveTarget.parse("/drives/d/list"), KEY.account());
        try {
            store.open(KEY);
            store.save(KEY, 1, "token");
            for (Opened opened : List.of(other.open(KEY), store.open(account), store.open(target))) {
                assertThat(opened).isEqualTo(new Opened(1, Optional.empty()));
            }
        } finally {
            other.release(KEY);
            store.release(account);
            store.release(target);
        }
    }

    @Test
    void files_are_readable_only_by_their_owner() throws Exception {
        store.open(KEY);
        store.save(KEY, 1, "token");
        List<Path> files = List.of(first(), second(), files().lock());
        for (Path path : files) {
            assertThat(permissions(path)).as(path.toString()).isEqualTo("rw-------");
        }
        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(names())
                .containsExactlyElementsOf(files.stream()
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .toList());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void files_of_a_volume_that_is_open_to_all_are_used() throws Exception {
        store.open(KEY);
        store.save(KEY, 1, "token");
        store.release(KEY);
        for (Path path : List.of(directory, first(), second(), files().lock())) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        assertThat(store.open(KEY).token()).contains("token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "DriveChange position, format 3\n", "ünreadable"})
    void unreadable_file_is_returned_as_token_and_kept(String content) throws Exception {
        Files.createDirectories(directory);
        Files.writeString(first(), content);
        try (LogLines log = new LogLines()) {
            assertThat(store.open(KEY)).isEqualTo(new Opened(1, Optional.of(content)));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("/drives/d/root (account contoso): ")
                    .contains(files().unreadable().toString())
                    .doesNotContain("garbage");
        }
        assertThat(files().unreadable()).hasContent(content);
        assertThat(permissions(files().unreadable())).isEqualTo("rw-------");
        assertThat(reopen()).as("after a crash").isEqualTo(new Opened(2, Optional.of(content)));
    }

    @Test
    void large_or_binary_file_is_cut_to_its_first_characters() throws Exception {
        Files.createDirectories(directory);
        byte[] content = "x".repeat(2 * PositionRecord.MAX_BYTES).getBytes(StandardCharsets.UTF_8);
        Files.write(first(), content);
        assertThat(store.open(KEY).token()).contains("x".repeat(100));
        store.release(KEY);
        for (Path file : files().records()) {
            Files.write(file, new byte[] {(byte) 0xff, 0, 1});
        }
        assertThat(reopen().token().orElseThrow()).startsWith("\uFFFD");
    }

    @Test
    void unreadable_file_is_replaced_by_the_next_save() throws Exception {
        store.open(KEY);
        Files.writeString(first(), "garbage");
        assertThat(store.save(KEY, 1, "token")).isTrue();
        assertThat(reopen().token()).contains("token");
    }

    @Test
    void position_has_one_user_at_a_time() throws Exception {
        FilePositionStore other = store("orders");
        store.open(KEY);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> other.open(KEY))
                    .isInstanceOf(PositionInUseException.class)
                    .hasMessageStartingWith("the directory is ")
                    .hasMessageContainingAll(directory.toString(), "drivechange.application is orders");
        }
        other.release(KEY);
        assertThat(store.save(KEY, 1, "token")).isTrue();
        store.release(KEY);
        assertThat(other.open(KEY)).isEqualTo(new Opened(2, Optional.of("token")));
        other.release(KEY);
    }

    @Test
    void names_of_one_directory_share_the_lock() throws Exception {
        store.open(KEY);
        Path link = Files.createSymbolicLink(folder.resolve("link"), directory);
        FilePositionStore other = new FilePositionStore(new PositionSettings("orders", link), InstantSource.fixed(NOW));
        assertThatThrownBy(() -> other.open(KEY)).isInstanceOf(PositionInUseException.class);
    }

    @Test
    void lock_that_is_no_file_is_refused() throws Exception {
        Files.createDirectories(files().lock());
        assertThatThrownBy(() -> store.open(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a regular file");
    }

    @Test
    void deleted_directory_is_created_again() throws Exception {
        store.open(KEY);
        for (String name : names()) {
            Files.delete(directory.resolve(name));
        }
        Files.delete(directory);
        assertThat(store.save(KEY, 1, "token")).isTrue();
        assertThat(reopen().token()).contains("token");
    }

    @Test
    void interrupted_thread_saves() throws Exception {
        store.open(KEY);
        Thread.currentThread().interrupt();
        assertThat(store.save(KEY, 1, "token")).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(reopen().token()).contains("token");
    }

    @Test
    void failed_save_leaves_the_old_record() throws Exception {
        store.open(KEY);
        store.save(KEY, 1, "old");
        assertThatThrownBy(() -> store.save(KEY, 1, "x".repeat(PositionRecord.MAX_BYTES)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(reopen().token()).contains("old");
    }

    @Test
    void failed_creation_of_the_second_file_leaves_the_first_one() throws Exception {
        store.open(KEY);
        Path next = Files.createDirectories(second().resolveSibling(second().getFileName() + ".new"));
        Files.createFile(next.resolve("not-empty"));
        assertThatThrownBy(() -> store.save(KEY, 1, "new")).isInstanceOf(IOException.class);
        Files.delete(next.resolve("not-empty"));
        assertThat(reopen()).isEqualTo(new Opened(2, Optional.empty()));
    }

    @Test
    void save_that_a_kill_interrupted_leaves_the_old_record() throws Exception {
        store.open(KEY);
        for (String token : List.of("a", "b", "c".repeat(1000))) {
            store.save(KEY, 1, token);
        }
        byte[] newest = Files.readAllBytes(second());
        for (int written : new int[] {0, 1, newest.length / 2, newest.length - 1}) {
            Files.write(second(), Arrays.copyOf(newest, written));
            assertThat(files().read().record().orElseThrow().token())
                    .as("%d bytes", written)
                    .contains("b");
        }
        assertThat(store.save(KEY, 1, "d")).isTrue();
        assertThat(reopen().token()).contains("d");
    }

    @Test
    void shorter_record_overwrites_a_longer_one() throws Exception {
        store.open(KEY);
        for (String token : List.of("long".repeat(1000), "long".repeat(1000), "short")) {
            store.save(KEY, 1, token);
        }
        assertThat(reopen().token()).contains("short");
    }

    @Test
    void failed_open_releases_the_lock() throws Exception {
        Files.createDirectories(first());
        assertThatThrownBy(() -> store.open(KEY)).isInstanceOf(IOException.class);
        Files.delete(first());
        assertThat(store.open(KEY).epoch()).isOne();
    }
}
