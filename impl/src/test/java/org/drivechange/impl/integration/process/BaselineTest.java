// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.testkit.DeltaPageServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a baseline of many items in a child JVM with a small heap that is killed once. */
@Tag("soak")
class BaselineTest {

    private static final int ITEMS = Integer.getInteger("drivechange.baseline-items", 1_000_000);
    private static final int PAGES = ITEMS / DeltaPageServer.ITEMS_PER_PAGE;
    private static final int ITEM_BYTES = 1_000;

    /** Interval of pages of 1 MiB. */
    private static final int LARGE_EVERY = 50;

    private static final Duration LONG = Duration.ofMinutes(15);
    private static final long TOLERATED_BYTES = 4L << 20;

    @TempDir
    private Path directory;

    @Test
    void baseline_takes_constant_memory_and_continues_at_the_saved_page_after_a_kill() throws Exception {
        AtomicInteger requested = new AtomicInteger(-1);
        AtomicInteger resumed = new AtomicInteger(-1);
        try (DeltaPageServer server = new DeltaPageServer(PAGES, ITEM_BYTES, LARGE_EVERY, page -> {
            requested.set(page);
            resumed.compareAndSet(-1, page);
        })) {
            try (ChildProcess child = start(server)) {
                await().atMost(LONG).until(() -> requested.get() >= PAGES / 3);
                assertThat(child.lines()).contains("reset");
            }
            int lastRequested = requested.get();
            resumed.set(-1);
            try (ChildProcess child = start(server)) {
                await().atMost(LONG).until(() -> child.lines().stream().anyMatch(line -> line.startsWith("complete")));
                assertThat(resumed.get()).isBetween(lastRequested, lastRequested + 1);
                long rest = (long) (PAGES - resumed.get()) * DeltaPageServer.ITEMS_PER_PAGE;
                assertThat(child.lines()).contains("complete " + rest).doesNotContain("reset");
                List<Long> heap = heap(child);
                assertThat(heap).hasSizeGreaterThan(2);
                System.out.println("used heap at intervals, KB: "
                        + heap.stream().map(bytes -> bytes >> 10).toList());
                assertThat(heap).allSatisfy(used -> assertThat(used).isLessThan(heap.get(0) + TOLERATED_BYTES));
            }
        }
    }

    private ChildProcess start(DeltaPageServer server) throws IOException {
        return ChildProcess.start(
                BaselineApplication.class, List.of(server.graphUrl(), directory.toString()), "-Xmx64m");
    }

    private static List<Long> heap(ChildProcess child) {
        return child.lines().stream()
                .filter(line -> line.startsWith("items "))
                .map(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }
}
