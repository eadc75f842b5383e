// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drivechange.DriveChanges;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.simulator.FaultProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests network faults between DriveChange and a healthy server. Measurements are written to {@code target/faults.md}.
 */
@EnumSource(names = {"V2", "V4"})
class NetworkFaultTest extends RealServerTestBase {

    private static final DriveTarget FAULTY = DriveTarget.parse("/drives/far/root");

    /** The maximum of connect timeout and ping interval plus ping timeout, with a margin for two busy cores. */
    private static final Duration DETECTION_TIMEOUT = Duration.ofSeconds(1 + 3);

    private final List<String> rows = new ArrayList<>();

    NetworkFaultTest() {
        super("--ping-interval", "500", "--ping-timeout", "500");
    }

    @AfterAll
    void report() throws IOException {
        String head = "| server | fault | detected after | reported | reopened after |\n|---|---|---|---|---|\n";
        Files.writeString(Path.of("target", "faults.md"), head + String.join("", rows));
    }

    @ParameterizedTest
    @MethodSource("org.drivechange.interop.NetworkFault#whileConnecting")
    void session_retries_a_failing_connection_until_it_opens(NetworkFault fault) {
        try (FaultProxy proxy = server().proxyInFrontOf(FAULTY);
                Application application = startApplication()) {
            EventLog events = application.eventLog();
            fault.injection().accept(proxy);
            Instant start = Instant.now();
            DriveWatch watch = application.bean(DriveChanges.class).watch(FAULTY);
            server().emit(MY_DRIVE, 1);
            Report report = awaitReport(watch, fault);
            server().emit(MY_DRIVE, 1);
            fault.remove(proxy);
            awaitOpen(events, FAULTY, 1);
            server().emit(FAULTY, 1);
            eventually()
                    .until(() -> events.numbers(FAULTY).size() == 1
                            && events.numbers(MY_DRIVE).size() == 2);

            assertThat(events.sequence(FAULTY)).containsExactly(EventLog.OPENED, "1");
            assertThat(events.sequence(MY_DRIVE)).containsExactly(EventLog.OPENED, "1", "2");
            addRow(fault, start, report, events);
        }
    }

    @ParameterizedTest
    @MethodSource("org.drivechange.interop.NetworkFault#duringSession")
    void session_replaces_a_failed_connection_and_reports_the_loss(NetworkFault fault) {
        try (FaultProxy proxy = server().proxyInFrontOf(FAULTY);
                Application application = startApplication()) {
            EventLog events = application.eventLog();
            DriveWatch watch = application.bean(DriveChanges.class).watch(FAULTY);
            awaitOpen(events, FAULTY, 1);
            fault.injection().accept(proxy);
            Instant start = Instant.now();
            server().emit(FAULTY, 1);
            server().emit(MY_DRIVE, 1);
            Report report = awaitReport(watch, fault);
            server().emit(MY_DRIVE, 1);
            awaitOpen(events, FAULTY, 2);
            server().emit(FAULTY, 1);
            eventually()
                    .until(() -> events.numbers(FAULTY).size() == 1
                            && events.numbers(MY_DRIVE).size() == 2);

            assertThat(events.sequence(FAULTY))
                    .containsExactly(EventLog.OPENED, EventLog.LOST, EventLog.OPENED_AGAIN, EventLog.CATCH_UP, "2");
            assertThat(events.sequence(MY_DRIVE)).containsExactly(EventLog.OPENED, "1", "2");
            addRow(fault, start, report, events);
        }
    }

    private Application startApplication() {
        Application application = Application.on(server(), variant())
                .with("drivechange.connect-timeout", "PT1S")
                .start();
        awaitOpen(application.eventLog(), MY_DRIVE, 1);
        return application;
    }

    /**
     * Failure shown by the watch during the fault.
     *
     * @param at the time of observation
     */
    private record Report(Instant at, String error) {}

    private static Report awaitReport(DriveWatch watch, NetworkFault fault) {
        String error = eventually()
                .atMost(DETECTION_TIMEOUT)
                .until(
                        () -> watch.lastError().orElse(""),
                        shown -> shown.startsWith(fault.code() + " " + FAULTY.path()));
        return new Report(Instant.now(), error);
    }

    private void addRow(NetworkFault fault, Instant start, Report report, EventLog events) {
        List<DriveSessionOpened> openings = events.openings(FAULTY);
        Instant open = openings.get(openings.size() - 1).at();
        rows.add("| %s | %s | %s | %s | %s |\n"
                .formatted(variant(), fault, seconds(start, report.at()), report.error(), seconds(report.at(), open)));
    }

    private static String seconds(Instant from, Instant to) {
        return String.format(Locale.ROOT, "%.2f s", Duration.between(from, to).toMillis() / 1000.0);
    }
}
