// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

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
import org.drivechange.simulator.GraphSimulator;

/** An application in which some target meets a fault, while another one is busy and must not notice. */
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
    static class Busy {
        @DriveChange(target = BUSY)
        void changed(DriveNotification n) {}
    }

    /** Starts the application, whose busy target is open then. */
    static FaultScene start(GraphSimulator simulator) {
        Map<String, String> values = new HashMap<>(ScaledTimeouts.CONFIGURATION);
        values.put("drivechange.account.contoso.token", "secret-token-of-contoso");
        TestApplication application = TestApplication.start(simulator, values, Busy.class, Recorder.class);
        try {
            application.events().awaitOpened(BUSY, 1);
            return new FaultScene(application, new Traffic(simulator, BUSY, Duration.ofMillis(20)));
        } catch (RuntimeException | Error failed) {
            application.close();
            throw failed;
        }
    }

    DriveWatch watch(String target, String account) {
        return application.changes().watch(DriveTarget.parse(target), account);
    }

    DriveWatch watch(String target) {
        return watch(target, "");
    }

    Recorder events() {
        return application.events();
    }

    /** When a target was opened for this time, counted from 1. */
    Instant awaitOpened(String target, int times) {
        events().awaitOpened(target, times);
        return events().of(target, DriveSessionOpened.class).get(times - 1).at();
    }

    /** What a target's observers saw, a word an event. */
    List<String> story(String target) {
        return events().of(target).stream().map(FaultScene::word).toList();
    }

    private static String word(DriveEvent event) {
        if (event instanceof DriveSessionOpened opened) {
            return opened.resumed() ? "opened again" : "opened";
        }
        if (event instanceof DriveSessionClosed closed) {
            return closed.willReconnect() ? "lost" : "closed";
        }
        return ((DriveNotification) event).cause() == Cause.CATCH_UP ? "catch up" : "change";
    }

    /** Waits until a target's problems were complained of so many times, at whatever level. */
    void awaitComplaints(String target, int times) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(complaints(target)).hasSizeGreaterThanOrEqualTo(times));
    }

    /** When a target's problems were first told. */
    Instant noticed(String target) {
        return complaints(target).get(0).getInstant();
    }

    /** What an operator is told of a target's problems. */
    List<String> warnings(String target) {
        return complaints(target).stream()
                .filter(line -> line.getLevel().equals(Level.WARNING))
                .map(LogRecord::getMessage)
                .toList();
    }

    private List<LogRecord> complaints(String target) {
        return log.records().stream()
                .filter(line -> line.getMessage().matches("DRC\\d{4} " + target + ",.*"))
                .toList();
    }

    /** The busy target has got everything in order and was open all the time; and then nothing of ours is left. */
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
        OwnThreads.awaitEnd();
    }
}
