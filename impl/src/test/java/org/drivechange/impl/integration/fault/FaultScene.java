// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.RuntimeThreads;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.impl.integration.fixture.Traffic;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;

/** Application with a target that is subject to a fault and a busy target that must not be affected. */
final class FaultScene implements AutoCloseable {

    private static final String BUSY = "/drives/busy/root";

    private final LogLines log = new LogLines();
    private final TestApplication application;
    private final Traffic traffic;

    private FaultScene(TestApplication application, Traffic traffic) {
        this.application = application;
        this.traffic = traffic;
    }

    @ApplicationScoped
    static class BusyObserver {
        @DriveChange(target = BUSY)
        void changed(DriveNotification n) {}
    }

    /** Starts the application and waits until its busy target is open. */
    static FaultScene start(GraphSimulator simulator) {
        Map<String, String> values = new HashMap<>(ScaledTimeouts.CONFIGURATION);
        values.put("drivechange.account.contoso.token", "secret-token-of-contoso");
        TestApplication application = TestApplication.start(simulator, values, BusyObserver.class, EventRecorder.class);
        try {
            application.events().awaitOpened(BUSY, 1);
            return new FaultScene(application, new Traffic(simulator, BUSY, Duration.ofMillis(20)));
        } catch (RuntimeException | Error e) {
            application.close();
            throw e;
        }
    }

    DriveWatch watch(String target, String account) {
        return application.changes().watch(DriveTarget.parse(target), account);
    }

    DriveWatch watch(String target) {
        return watch(target, "");
    }

    EventRecorder events() {
        return application.events();
    }

    /** Returns the time of a target's n-th open, counted from 1. */
    Instant awaitOpened(String target, int times) {
        events().awaitOpened(target, times);
        return events().of(target, DriveSessionOpened.class).get(times - 1).at();
    }

    /** Returns the events of a target's observers, one label per event. */
    List<String> events(String target) {
        return events().of(target).stream().map(FaultScene::label).toList();
    }

    private static String label(DriveEvent event) {
        if (event instanceof DriveSessionOpened opened) {
            return opened.resumed() ? "opened again" : "opened";
        }
        if (event instanceof DriveSessionClosed closed) {
            return closed.willReconnect() ? "lost" : "closed";
        }
        return ((DriveNotification) event).cause() == Cause.CATCH_UP ? "catch up" : "change";
    }

    /** Waits until a target's failures were logged the given number of times, at any level. */
    void awaitFailures(String target, int times) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(failures(target)).hasSizeGreaterThanOrEqualTo(times));
    }

    /** Returns the time of the first log line about a target's failures. */
    Instant detectedAt(String target) {
        return failures(target).get(0).getInstant();
    }

    /** Returns the warnings about a target's failures. */
    List<String> warnings(String target) {
        return failures(target).stream()
                .filter(line -> line.getLevel().equals(Level.WARNING))
                .map(LogRecord::getMessage)
                .toList();
    }

    private List<LogRecord> failures(String target) {
        return log.records().stream()
                .filter(line -> line.getMessage().matches("DRC\\d{4} " + target + ",.*"))
                .toList();
    }

    /**
     * Asserts that the busy target has received everything in order and stayed open, and that no thread or socket
     * remains after the stop.
     */
    @Override
    public void close() {
        try (application;
                log) {
            traffic.close();
            await().untilAsserted(() -> assertThat(events().changes(BUSY))
                    .extracting(DriveNotification::resource)
                    .containsExactlyElementsOf(traffic.sent()));
            assertThat(events().of(BUSY, DriveSessionClosed.class)).isEmpty();
        }
        RuntimeThreads.awaitEnd();
    }
}
