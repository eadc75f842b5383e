// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drivechange.impl.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheFileTest {

    @TempDir
    private Path directory;

    private Path path;
    private CacheFile file;

    @BeforeEach
    void name() {
        path = directory.resolve("of-the-user").resolve("tokens.json");
        file = new CacheFile(path);
    }

    @AfterEach
    void close() throws Exception {
        file.close();
    }

    private void write(String content) throws Exception {
        file.withLock(() -> {
            file.replace(content);
            return null;
        });
    }

    @Test
    void missing_file_reads_as_empty() throws Exception {
        assertThat(file.read()).isEmpty();
        assertThat(file.fingerprint()).isEmpty();
    }

    @Test
    void file_is_readable_only_by_its_owner() throws Exception {
        write("secret");
        assertThat(file.read()).contains("secret");
        for (String name : new String[] {"tokens.json", "tokens.json.lock"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolveSibling(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void file_readable_by_others_is_replaced_by_an_owner_only_file() throws Exception {
        write("old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(path.resolveSibling("tokens.json.new"), "left by a killed process");
        write("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(file.read()).contains("new");
    }

    @Test
    void fingerprint_changes_when_the_file_is_written() throws Exception {
        write("same");
        var before = file.fingerprint();
        assertThat(file.fingerprint()).isEqualTo(before);
        write("same");
        assertThat(file.fingerprint()).isPresent().isNotEqualTo(before);
    }

    @Test
    void lock_excludes_other_processes_and_threads() throws Exception {
        Process one = CacheWriter.start(path, "100");
        Process other = CacheWriter.start(path, "100");
        CompletableFuture<Void> thread = CompletableFuture.runAsync(this::count);
        count();
        thread.join();
        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        assertThat(file.read()).contains("400");
    }

    private void count() {
        try {
            try (CacheFile own = new CacheFile(path)) {
                CacheWriter.count(own, 100);
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void file_stays_complete_when_a_writing_process_is_killed() throws Exception {
        for (int kill = 1; kill <= 5; kill++) {
            Process writer = CacheWriter.start(path);
            try (BufferedReader output = writer.inputReader()) {
                for (int written = 0; written < 10 * kill; written++) {
                    output.readLine();
                }
            } finally {
                writer.destroyForcibly().waitFor();
            }
            String content = file.read().orElseThrow();
            assertThat(content).hasSize(CacheWriter.LENGTH);
            assertThat(content.chars().distinct().count()).isOne();
            write("own");
            assertThat(file.read()).contains("own");
        }
    }

    @Test
    void interrupted_write_is_completed() throws Exception {
        file.withLock(() -> {
            Thread.currentThread().interrupt();
            file.replace("kept");
            return null;
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file.read()).contains("kept");
    }

    @Test
    void missing_folder_is_created_by_concurrent_threads() throws Exception {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            CacheFile own = new CacheFile(path.resolveSibling("tokens-" + i + ".json"));
            all.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            start.await();
                            own.withLock(() -> null);
                        } catch (Exception failure) {
                            throw new IllegalStateException(failure);
                        }
                    },
                    task -> new Thread(task).start()));
        }
        start.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(path.getParent()).isDirectory();
    }

    @Test
    void waiting_for_the_lock_is_interruptible() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> hold(held, over));
        held.await();
        CompletableFuture<Throwable> back = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                file.withLock(() -> null);
            } catch (Exception failure) {
                back.complete(failure);
            }
        });
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
        waiter.interrupt();
        assertThat(back.join()).isInstanceOf(InterruptedException.class);
        over.countDown();
        holder.join();
    }

    private void hold(CountDownLatch held, CountDownLatch over) {
        try {
            try (CacheFile other = new CacheFile(path)) {
                other.withLock(() -> {
                    held.countDown();
                    over.await();
                    return null;
                });
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void mode(Path path, String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-rw-", "rw-r--r--", "rw------x"})
    void token_file_that_is_open_to_others_is_refused(String permissions) throws Exception {
        write("secret");
        mode(path, permissions);
        mode(path.getParent(), "rwxr-xr-x");
        assertThatThrownBy(file::read)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("open to others (" + permissions + ")", "chmod 600");
    }

    @Test
    void token_file_in_a_closed_folder_is_refused_if_writable_by_others_and_read_if_readable() throws Exception {
        write("secret");
        mode(path.getParent(), "rwx------");
        mode(path, "rw-r--r--");
        assertThat(file.read()).contains("secret");
        mode(path, "rw-rw-rw-");
        assertThatThrownBy(file::read).hasMessageContaining("open to others");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--------", "r--r-----", "rw-rw----"})
    void token_file_of_a_mounted_volume_is_read(String permissions) throws Exception {
        write("secret");
        mode(path, permissions);
        assertThat(file.read()).contains("secret");
    }

    @Test
    void token_file_of_another_user_is_refused() throws Exception {
        write("secret");
        assumeTrue(ownedBy(path, 12345), "only the superuser can give a file away");
        assertThatThrownBy(file::read)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("belongs to 12345", "expected the user that the application runs as");
    }

    @Test
    void lock_file_of_another_user_is_refused() throws Exception {
        write("secret");
        file.close();
        assumeTrue(ownedBy(path.resolveSibling("tokens.json.lock"), 12345), "only the superuser can give a file away");
        assertThatThrownBy(() -> file.withLock(() -> null)).hasMessageContaining("belongs to 12345");
    }

    private static boolean ownedBy(Path path, int user) throws IOException {
        try {
            Files.setAttribute(path, "unix:uid", user);
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens.json", "tokens.json.lock"})
    void pipe_is_refused_and_never_opened(String name) throws Exception {
        Files.createDirectory(path.getParent());
        int made = new ProcessBuilder(
                        "mkfifo", "-m", "600", path.resolveSibling(name).toString())
                .start()
                .waitFor();
        assertThat(made).isZero();
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> file.withLock(file::read))
                        .hasMessageContaining("is not a regular file"));
    }

    @Test
    void lock_that_is_a_link_or_a_folder_is_refused() throws Exception {
        Files.createDirectory(path.getParent());
        Path lock = path.resolveSibling("tokens.json.lock");
        Files.createSymbolicLink(lock, Files.createFile(path.resolveSibling("elsewhere")));
        assertThatThrownBy(() -> file.withLock(() -> null)).hasMessageContaining("is not a regular file");
        Files.delete(lock);
        Files.createDirectory(lock);
        assertThatThrownBy(() -> file.withLock(() -> null)).hasMessageContaining("is not a regular file");
    }

    @Test
    void symbolic_link_stays_and_its_target_is_replaced_and_locked() throws Exception {
        write("old");
        Path link = Files.createSymbolicLink(directory.resolve("link.json"), path);
        Path linked = Files.createSymbolicLink(directory.resolve("folder"), path.getParent());
        for (Path name : List.of(link, linked.resolve("tokens.json"))) {
            try (CacheFile other = new CacheFile(name)) {
                other.withLock(() -> {
                    other.replace(name.toString());
                    assertThatThrownBy(() ->
                                    assertTimeoutPreemptively(Duration.ofMillis(200), () -> file.withLock(() -> null)))
                            .isInstanceOf(AssertionError.class);
                    return null;
                });
            }
            assertThat(file.read()).contains(name.toString());
        }
        assertThat(link).isSymbolicLink();
        assertThat(directory.resolve("link.json.lock")).doesNotExist();
    }

    @Test
    void link_to_a_missing_file_makes_the_file() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link.json"), Path.of("of-the-user", "tokens.json"));
        try (CacheFile other = new CacheFile(link)) {
            other.withLock(() -> {
                other.replace("new");
                return null;
            });
        }
        assertThat(link).isSymbolicLink();
        assertThat(file.read()).contains("new");
    }

    @Test
    void mounted_secret_that_is_swapped_is_read_anew() throws Exception {
        for (String version : List.of("..1", "..2")) {
            Path data = Files.createDirectories(directory.resolve(version));
            mode(Files.writeString(data.resolve("tokens.json"), version), "r--------");
        }
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(directory.resolve("tokens.json"), Path.of("..data", "tokens.json"));
        try (CacheFile secret = new CacheFile(directory.resolve("tokens.json"))) {
            var before = secret.fingerprint();
            assertThat(secret.withLock(secret::read)).contains("..1");
            Files.delete(data);
            Files.createSymbolicLink(data, Path.of("..2"));
            assertThat(secret.fingerprint()).isNotEqualTo(before);
            assertThat(secret.withLock(secret::read)).contains("..2");
        }
    }

    @Test
    void failed_rename_leaves_no_file_with_a_token() throws Exception {
        Files.createDirectories(path.resolve("a-folder-that-is-not-empty"));
        assertThatThrownBy(() -> file.replace("secret")).isInstanceOf(IOException.class);
        assertThat(path.resolveSibling("tokens.json.new")).doesNotExist();
    }

    @Test
    void file_that_is_mounted_by_itself_is_written_in_place() throws Exception {
        write("a longer content than the next");
        Path mounted = Files.createFile(directory.resolve("mounted.json"));
        mode(mounted, "rw-------");
        assumeTrue(run("mount", "--bind", path.toString(), mounted.toString()), "only the superuser can mount");
        try (LogLines log = new LogLines();
                CacheFile other = new CacheFile(mounted)) {
            for (String content : List.of("first", "second")) {
                other.withLock(() -> {
                    other.keep(content);
                    return null;
                });
                assertThat(file.read()).contains(content);
                assertThat(other.read()).contains(content);
            }
            assertThat(directory.resolve("mounted.json.new")).doesNotExist();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("DRC2022 ")
                    .contains(mounted.toString());
        } finally {
            run("umount", mounted.toString());
        }
    }

    @Test
    void file_of_a_read_only_volume_is_read_and_new_content_is_kept_in_memory() throws Exception {
        write("mounted");
        Files.delete(path.resolveSibling("tokens.json.lock"));
        Path volume = Files.createDirectory(directory.resolve("volume"));
        assumeTrue(
                run("mount", "--bind", "-o", "ro", path.getParent().toString(), volume.toString()),
                "only the superuser can mount");
        try (LogLines log = new LogLines();
                CacheFile other = new CacheFile(volume.resolve("tokens.json"))) {
            assertThat(other.withLock(other::read)).contains("mounted");
            other.withLock(() -> {
                other.keep("granted");
                return null;
            });
            assertThat(other.withLock(other::read)).contains("granted");
            assertThat(log.lines()).singleElement().asString().startsWith("DRC2022 ");
            write("another sign-in");
            assertThat(other.withLock(other::read)).contains("another sign-in");
        } finally {
            run("umount", volume.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    @Test
    void waiter_that_gives_up_does_not_drop_the_lock_of_another_application() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> hold(held, over));
        held.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> file.withLock(() -> null)).isInstanceOf(InterruptedException.class);
        file.close();
        Process other = CacheWriter.start(path, "1");
        assertThat(other.waitFor(1500, TimeUnit.MILLISECONDS))
                .as("another process waits")
                .isFalse();
        over.countDown();
        holder.join();
        assertThat(other.waitFor()).isZero();
    }
}
