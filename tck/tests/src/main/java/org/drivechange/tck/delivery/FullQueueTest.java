// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CATCH_UP;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests a queue with a capacity of four. */
@TckTest
class FullQueueTest {

    private static final String TARGET = "/drives/full-queue/root";

    @Deployment
    static WebArchive application() {
        return Application.of(FullQueueTest.class)
                .configured("drivechange.queue-capacity", "4")
                .war();
    }

    @ApplicationScoped
    static class BlockingObserver {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        @DriveChange(target = TARGET)
        void changed(@Priority(Integer.MAX_VALUE) DriveNotification n) throws InterruptedException {
            entered.countDown();
            release.await(60, TimeUnit.SECONDS);
        }

        void awaitEntered() throws InterruptedException {
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        }

        void release() {
            release.countDown();
        }
    }

    @Inject
    BlockingObserver observer;

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Assertion(id = {"delivery-08", "delivery-09", "configuration-06"})
    void full_queue_merges_notifications_into_a_catch_up_and_keeps_session_events() throws InterruptedException {
        events.awaitOpened(TARGET);
        simulator.emit(TARGET);
        observer.awaitEntered();
        Instant before = Instant.now().minusSeconds(1);

        simulator.emit(TARGET, 20);
        TimeUnit.MILLISECONDS.sleep(500); // between the first and the last merged one
        Instant after = Instant.now();
        simulator.emit(TARGET, 20);
        simulator.drop(TARGET, "CLOSE_FRAME");
        eventually().until(() -> simulator.sessions(TARGET) == 1);
        observer.release();

        events.awaitOpened(TARGET, 2);
        events.await(TARGET, CATCH_UP, 2);
        List<DriveEvent> sequence = events.of(TARGET);
        int closed =
                sequence.indexOf(events.of(TARGET, DriveSessionClosed.class).get(0));
        List<DriveNotification> merged = sequence.subList(0, closed).stream()
                .filter(DriveNotification.class::isInstance)
                .map(DriveNotification.class::cast)
                .filter(notification -> notification.cause() == CATCH_UP)
                .toList();
        assertThat(merged).hasSize(1);
        assertThat(merged.get(0).since()).isBetween(before, after);
        assertThat(merged.get(0).json()).isNull();
        // the observed one and the four queued ones, which may include the merged one
        assertThat(events.of(TARGET, CHANGE)).hasSizeBetween(4, 5);
        assertThat(events.of(TARGET, DriveSessionClosed.class)).hasSize(1);
        assertThat(events.of(TARGET, DriveSessionOpened.class)).hasSize(2);
    }
}
