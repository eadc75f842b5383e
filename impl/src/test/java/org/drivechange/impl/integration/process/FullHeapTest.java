// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests an application in a child JVM whose heap is full temporarily. */
@Tag("soak")
class FullHeapTest {

    private static final int DRIVES = 20;
    private static final int TIMES = Integer.getInteger("drivechange.full-heaps", 12);

    @Test
    void all_targets_deliver_after_the_heap_was_full_for_some_seconds() throws Exception {
        try (GraphSimulator simulator = GraphSimulator.builder()
                        .pingInterval(Duration.ofSeconds(2))
                        .pingTimeout(Duration.ofSeconds(2))
                        .start();
                ChildProcess child = ChildProcess.start(
                        simulator.graphUrl(), DRIVES, "-Xmx40m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> sessions(simulator) == DRIVES);
            for (int i = 0; i < TIMES; i++) {
                int freed = freed(child);
                child.fillHeap(700);
                while (freed(child) == freed) {
                    IntStream.range(0, DRIVES).forEach(number -> simulator.emit(drive(number)));
                }
            }
            int before = child.lines().size();
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        IntStream.range(0, DRIVES).forEach(number -> simulator.emit(drive(number)));
                        assertThat(delivered(child, before))
                                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, DRIVES)
                                        .mapToObj(FullHeapTest::drive)
                                        .toList());
                    });
        }
    }

    private static String drive(int number) {
        return "/drives/d" + number + "/root";
    }

    private static int sessions(GraphSimulator simulator) {
        return IntStream.range(0, DRIVES)
                .map(number -> simulator.sessions(drive(number)))
                .sum();
    }

    private static int freed(ChildProcess child) {
        return (int) child.lines().stream().filter("freed"::equals).count();
    }

    private static Set<String> delivered(ChildProcess child, int from) {
        return child.lines().stream()
                .skip(from)
                .filter(line -> line.contains(" CHANGE /drives/"))
                .map(line -> line.split(" ", -1)[2])
                .collect(Collectors.toSet());
    }
}
