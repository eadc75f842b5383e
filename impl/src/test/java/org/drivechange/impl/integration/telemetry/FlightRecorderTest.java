// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.drivechange.DriveChange;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests recordings made with the settings in DriveChange's jar. */
class FlightRecorderTest {

    /** Unique name, because recordings of one JVM share their events. */
    private static final String DRIVE = "/drives/flight-recorder/root";

    private static final String SECRET_DRIVE = "/drives/confidential-recorder/root";

    private static final String ITEM_DRIVE = "/drives/flight-recorder-items/root";

    private static final Duration WORK = Duration.ofMillis(50);

    @TempDir
    static Path directory;

    private static Path recording;

    private static Path itemRecording;

    @ApplicationScoped
    static class Inbox {

        void changed(@ObservesAsync @DriveChange(target = DRIVE) DriveNotification n) throws InterruptedException {
            Thread.sleep(WORK.toMillis());
        }
    }

    @ApplicationScoped
    static class SecretInbox {

        @DriveChange(target = SECRET_DRIVE)
        void changed(DriveNotification n) {}
    }

    @ApplicationScoped
    static class Items {

        @DriveChange(target = ITEM_DRIVE)
        void changed(DriveItemChange item) {}
    }

    private static Configuration settings() throws Exception {
        try (InputStream settings = FlightRecorderTest.class.getResourceAsStream("/META-INF/drivechange.jfc")) {
            return Configuration.create(new InputStreamReader(settings, StandardCharsets.UTF_8));
        }
    }

    @BeforeAll
    static void record() throws Exception {
        recording = record(DRIVE, Map.of(), Inbox.class);
        itemRecording = recordItems();
    }

    /** Records an application that receives a page of 20 items. */
    private static Path recordItems() throws Exception {
        Path file = Files.createTempFile(directory, "drivechange", ".jfr");
        try (GraphSimulator simulator = GraphSimulator.start();
                Recording running = new Recording(settings())) {
            running.start();
            SimulatedDrive drive = simulator.drive(ITEM_DRIVE);
            drive.pageSize(200);
            Map<String, String> positions = Map.of("drivechange.delta.directory", directory + "/positions");
            try (var application = TestApplication.start(simulator, positions, Items.class, EventRecorder.class)) {
                DriveWatch watch = application.watch(ITEM_DRIVE);
                application.events().awaitOpened(ITEM_DRIVE, 1);
                await().until(() -> watch.lastDelta().isPresent());
                Instant first = watch.lastDelta().get();
                drive.bulk(20);
                await().until(() ->
                        watch.items() == 20 && watch.lastDelta().get().isAfter(first));
            }
            running.stop();
            running.dump(file);
        }
        return file;
    }

    /** Records an application that experiences a refusal, a change and a connection loss. */
    private static Path record(String drive, Map<String, String> configuration, Class<?> inbox) throws Exception {
        Path file = Files.createTempFile(directory, "drivechange", ".jfr");
        try (GraphSimulator simulator = GraphSimulator.start();
                Recording running = new Recording(settings())) {
            running.start();
            simulator.script(drive, ScriptedResponse.error(503, "serviceNotAvailable", "not now"));
            try (var application = TestApplication.start(simulator, configuration, inbox, EventRecorder.class)) {
                application.events().awaitOpened(drive, 1);
                simulator.emit(drive);
                application.events().awaitChanges(drive, 1);
                simulator.drop(drive, DropMode.RESET);
                application.events().awaitOpened(drive, 2);
            }
            running.stop();
            running.dump(file);
        }
        return file;
    }

    private static List<RecordedEvent> events(Path file, String name, String drive) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("org.drivechange." + name))
                .filter(event -> drive.equals(event.getString("target")))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    @Test
    void recording_has_states_deliveries_and_requests() throws Exception {
        assertThat(events(recording, "SessionState", DRIVE))
                .extracting(
                        event -> event.getString("from"),
                        event -> event.getString("to"),
                        event -> event.getString("problem"))
                .contains(
                        tuple("SUBSCRIBING", "WAITING", "DRC2500"),
                        tuple("JOINING", "OPEN", null),
                        tuple("OPEN", "WAITING", "DRC3007"));
        assertThat(events(recording, "Delivery", DRIVE))
                .extracting(event -> event.getString("event"))
                .containsExactly(
                        "session_opened", "change", "session_closed", "session_opened", "catch_up", "session_closed");
        RecordedEvent change = events(recording, "Delivery", DRIVE).get(1);
        assertThat(change.getDuration()).isGreaterThanOrEqualTo(WORK);
        assertThat(change.getString("template")).isEqualTo("/drives/{driveId}/root");
        assertThat(events(recording, "GraphRequest", DRIVE))
                .allSatisfy(event -> assertThat(event.getString("urlTemplate"))
                        .isEqualTo("/drives/{driveId}/root/subscriptions/socketIo"))
                .extracting(event -> event.getInt("status") + " " + event.getString("problem"))
                .containsExactly("503 DRC2500", "200 null");
    }

    @Test
    void recording_has_pages_and_rounds_of_item_changes() throws Exception {
        assertThat(events(itemRecording, "DeltaPage", ITEM_DRIVE))
                .singleElement()
                .returns(20, event -> event.getInt("items"))
                .satisfies(event -> assertThat(event.getDuration("lag")).isPositive());
        assertThat(events(itemRecording, "DeltaRound", ITEM_DRIVE))
                .filteredOn(event -> event.getLong("items") > 0)
                .singleElement()
                .returns(20L, event -> event.getLong("items"))
                .returns(1L, event -> event.getLong("pages"))
                .returns(0L, event -> event.getLong("retries"))
                .satisfies(event -> assertThat(event.getString("problem")).isNull())
                .satisfies(event -> assertThat(event.getDuration()).isPositive());
        assertThat(events(itemRecording, "Delivery", ITEM_DRIVE))
                .extracting(event -> event.getString("event"))
                .contains("delta_page")
                .doesNotContain("item_change");
    }

    @Test
    void jdk_tool_prints_and_summarises_a_recording() throws Exception {
        assertThat(jfr("print", "--events", "org.drivechange.*", recording.toString()))
                .contains("org.drivechange.SessionState", "from = \"JOINING\"", "target = \"" + DRIVE + "\"")
                .doesNotContain("jdk.");
        assertThat(jfr("summary", recording.toString()))
                .contains("org.drivechange.SessionState", "org.drivechange.Delivery", "org.drivechange.GraphRequest");
    }

    private static String jfr(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jfr").toString()));
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void targets_can_be_omitted_from_recordings() throws Exception {
        Path file = record(SECRET_DRIVE, Map.of("drivechange.telemetry.target", "false"), SecretInbox.class);
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("org.drivechange."))
                .toList();
        assertThat(events).extracting(event -> event.getString("template")).contains("/drives/{driveId}/root");
        assertThat(events.toString()).doesNotContain("confidential-recorder");
    }

    @Test
    void settings_enable_every_event_and_describe_each() {
        var types = FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .filter(type -> type.getName().startsWith("org.drivechange."))
                .toList();
        assertThat(types).hasSize(5).allSatisfy(type -> {
            assertThat(settings().getSettings()).containsEntry(type.getName() + "#enabled", "true");
            assertThat(type.getCategoryNames()).containsExactly("DriveChange");
            assertThat(type.getLabel()).isNotBlank();
            assertThat(type.getDescription()).isNotBlank();
        });
    }
}
