// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Test;

class WatchChurnTest {

    private static DriveTarget target(int number) {
        return DriveTarget.parse("/drives/d" + number + "/root");
    }

    @Test
    void random_watches_and_closes_leave_nothing_open_and_everything_working() throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(8);
        try (GraphSimulator simulator = GraphSimulator.start();
                var application = TestApplication.start(simulator, EventRecorder.class)) {
            List<Future<?>> all = new ArrayList<>();
            for (int user = 0; user < 8; user++) {
                all.add(users.submit(() -> IntStream.range(0, 100).forEach(i -> {
                    DriveWatch watch = application.changes().watch(target(i % 5));
                    if (i % 3 == 0) {
                        await().until(() -> watch.state() != DriveWatch.State.WAITING);
                    }
                    watch.close();
                })));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            assertThat(application.changes().watches()).isEmpty();
            await().atMost(Duration.ofSeconds(20)).until(() -> simulator.openSockets() == 0);
            List<DriveWatch> hundred = IntStream.range(0, 100)
                    .mapToObj(i -> application.changes().watch(target(i)))
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> hundred.stream().allMatch(watch -> watch.state() == DriveWatch.State.OPEN));
            assertThat(simulator.openSockets()).isEqualTo(100);
            simulator.emit("/drives/d7/root");
            application.events().awaitChanges("/drives/d7/root", 1);
            hundred.forEach(DriveWatch::close);
            await().atMost(Duration.ofSeconds(20)).until(() -> simulator.openSockets() == 0);
        } finally {
            users.shutdownNow();
        }
    }
}
