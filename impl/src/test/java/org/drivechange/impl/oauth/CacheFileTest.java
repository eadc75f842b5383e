// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private void write(String content) throws Exception {
        file.alone(() -> {
            file.replace(content);
            return null;
        });
    }

    @Test
    void what_is_missing_reads_as_nothing() throws Exception {
        assertThat(file.read()).isEmpty();
        assertThat(file.stamp()).isEmpty();
    }

    @Test
    void nobody_but_its_owner_may_read_it() throws Exception {
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
    void one_that_others_could_read_is_replaced_by_one_that_they_cannot() throws Exception {
        write("old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(path.resolveSibling("tokens.json.new"), "left by somebody who was killed");
        write("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(file.read()).contains("new");
    }

    @Test
    void its_stamp_tells_that_somebody_has_written_it() throws Exception {
        write("same");
        var before = file.stamp();
        assertThat(file.stamp()).isEqualTo(before);
        write("same");
        assertThat(file.stamp()).isPresent().isNotEqualTo(before);
    }

    @Test
    void several_processes_and_threads_work_with_it_one_at_a_time() throws Exception {
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
            CacheWriter.count(new CacheFile(path), 100);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void a_process_that_is_killed_while_it_writes_leaves_it_whole() throws Exception {
        for (int kill = 1; kill <= 5; kill++) {
            Process writer = CacheWriter.start(path);
            try (BufferedReader said = writer.inputReader()) {
                for (int written = 0; written < 10 * kill; written++) {
                    said.readLine();
                }
            } finally {
                writer.destroyForcibly().waitFor();
            }
            String content = file.read().orElseThrow();
            assertThat(content).hasSize(CacheWriter.LENGTH);
            assertThat(content.chars().distinct().count()).isOne();
            write("mine");
            assertThat(file.read()).contains("mine");
        }
    }

    @Test
    void whoever_is_interrupted_while_writing_writes_it_all_the_same() throws Exception {
        file.alone(() -> {
            Thread.currentThread().interrupt();
            file.replace("kept");
            return null;
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file.read()).contains("kept");
    }

    @Test
    void threads_that_find_no_folder_make_it_together() throws Exception {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            CacheFile own = new CacheFile(path.resolveSibling("tokens-" + i + ".json"));
            all.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            start.await();
                            own.alone(() -> null);
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
    void whoever_waits_for_it_can_be_interrupted() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> hold(held, over));
        held.await();
        CompletableFuture<Throwable> back = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                file.alone(() -> null);
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
            new CacheFile(path).alone(() -> {
                held.countDown();
                over.await();
                return null;
            });
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
