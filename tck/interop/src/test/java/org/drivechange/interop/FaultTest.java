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
import org.drivechange.simulator.FaultProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests network faults between DriveChange and a healthy server. Measurements are written to {@code target/faults.md}.
 */
@EnumSource(names = {"V2", "V4"})
class FaultTest extends RealServerTests {

    private static final DriveTarget FAR = DriveTarget.parse("/drives/far/root");

    /** The maximum of connect timeout and ping interval plus ping timeout, with a margin for two busy cores. */
    private static final Duration NOTICED = Duration.ofSeconds(1 + 3);

    private final List<String> rows = new ArrayList<>();

    FaultTest() {
        super("--ping-interval", "500", "--ping-timeout", "500");
    }

    @AfterAll
    void report() throws IOException {
        String head = "| server | fault | noticed after | told | open again after |\n|---|---|---|---|---|\n";
        Files.writeString(Path.of("target", "faults.md"), head + String.join("", rows));
    }

    @ParameterizedTest
    @MethodSource("org.drivechange.interop.LinkFault#whileConnecting")
    void failing_connection_is_retried_until_it_opens(LinkFault fault) {
        try (FaultProxy proxy = server().proxyBefore(FAR);
                Application application = impatientApplication()) {
            Recorder recorder = application.recorder();
            fault.befalls().accept(proxy);
            Instant begun = Instant.now();
            DriveWatch watch = application.bean(DriveChanges.class).watch(FAR);
            server().emit(MY_DRIVE, 1);
            Report report = awaitReport(watch, fault);
            server().emit(MY_DRIVE, 1);
            fault.goAway(proxy);
            awaitOpen(recorder, FAR, 1);
            server().emit(FAR, 1);
            eventually()
                    .until(() -> recorder.numbers(FAR).size() == 1
                            && recorder.numbers(MY_DRIVE).size() == 2);

            assertThat(recorder.story(FAR)).containsExactly(Recorder.OPENED, "1");
            assertThat(recorder.story(MY_DRIVE)).containsExactly(Recorder.OPENED, "1", "2");
            measured(fault, begun, report, recorder);
        }
    }

    @ParameterizedTest
    @MethodSource("org.drivechange.interop.LinkFault#inMidSession")
    void failed_open_connection_is_replaced_and_its_loss_reported(LinkFault fault) {
        try (FaultProxy proxy = server().proxyBefore(FAR);
                Application application = impatientApplication()) {
            Recorder recorder = application.recorder();
            DriveWatch watch = application.bean(DriveChanges.class).watch(FAR);
            awaitOpen(recorder, FAR, 1);
            fault.befalls().accept(proxy);
            Instant begun = Instant.now();
            server().emit(FAR, 1);
            server().emit(MY_DRIVE, 1);
            Report report = awaitReport(watch, fault);
            server().emit(MY_DRIVE, 1);
            awaitOpen(recorder, FAR, 2);
            server().emit(FAR, 1);
            eventually()
                    .until(() -> recorder.numbers(FAR).size() == 1
                            && recorder.numbers(MY_DRIVE).size() == 2);

            assertThat(recorder.story(FAR))
                    .containsExactly(Recorder.OPENED, Recorder.LOST, Recorder.OPENED_AGAIN, Recorder.CATCH_UP, "2");
            assertThat(recorder.story(MY_DRIVE)).containsExactly(Recorder.OPENED, "1", "2");
            measured(fault, begun, report, recorder);
        }
    }

    private Application impatientApplication() {
        Application application = Application.on(server(), setUp())
                .with("drivechange.connect-timeout", "PT1S")
                .start();
        awaitOpen(application.recorder(), MY_DRIVE, 1);
        return application;
    }

    /**
     * Failure shown by the watch during the fault.
     *
     * @param at the time of observation
     */
    private record Report(Instant at, String error) {}

    private static Report awaitReport(DriveWatch watch, LinkFault fault) {
        String error = eventually()
                .atMost(NOTICED)
                .until(() -> watch.lastError().orElse(""), shown -> shown.startsWith(fault.code() + " " + FAR.path()));
        return new Report(Instant.now(), error);
    }

    private void measured(LinkFault fault, Instant begun, Report report, Recorder recorder) {
        List<DriveSessionOpened> openings = recorder.openings(FAR);
        Instant open = openings.get(openings.size() - 1).at();
        rows.add("| %s | %s | %s | %s | %s |\n"
                .formatted(setUp(), fault, seconds(begun, report.at()), report.error(), seconds(report.at(), open)));
    }

    private static String seconds(Instant from, Instant to) {
        return String.format(Locale.ROOT, "%.2f s", Duration.between(from, to).toMillis() / 1000.0);
    }
}
