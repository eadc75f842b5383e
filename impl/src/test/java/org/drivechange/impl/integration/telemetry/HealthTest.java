// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.health.registry.HealthRegistries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.drivechange.DriveChange;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the health check through SmallRye Health, which WildFly and Quarkus use. */
class HealthTest {

    private static final String ME = "/me/drive/root";
    private static final String OTHER = "/drives/other/root";
    private static final String SINCE = " since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    private static final String LAST = SINCE.replace("since", "last notification");

    private static final String ROUND = SINCE.replace("since", "last complete round");

    private GraphSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator = GraphSimulator.builder()
                .pingInterval(Duration.ofMillis(300))
                .pingTimeout(Duration.ofMillis(300))
                .start();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ApplicationScoped
    static class Inbox {

        @DriveChange(target = ME)
        void changed(DriveNotification notification) {}
    }

    @ApplicationScoped
    static class Items {

        @DriveChange(target = ME)
        void changed(DriveItemChange item) {}
    }

    private TestApplication start(String grace, Map<String, String> more) {
        return start(grace, more, Inbox.class);
    }

    private TestApplication start(String grace, Map<String, String> more, Class<?> inbox) {
        Map<String, String> values = new HashMap<>(Map.of(
                "drivechange.health.grace", grace,
                "drivechange.connect-timeout", "PT0.5S",
                "drivechange.reconnect.max-delay", "PT0.2S"));
        values.putAll(more);
        return TestApplication.start(
                simulator,
                values,
                inbox,
                EventRecorder.class,
                SmallRyeHealthReporter.class,
                AsyncHealthCheckFactory.class,
                HealthRegistries.class);
    }

    private static SmallRyeHealth readiness(TestApplication application) {
        return application.bean(SmallRyeHealthReporter.class).getReadiness();
    }

    private static JsonObject check(SmallRyeHealth health) {
        return health.getPayload().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("drivechange"))
                .findFirst()
                .orElseThrow();
    }

    private static String row(TestApplication application, String target) {
        return check(readiness(application)).getJsonObject("data").getString(target);
    }

    private static void awaitStatus(TestApplication application, String status) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> check(readiness(application)).getString("status").equals(status));
    }

    @Test
    void check_is_down_when_a_declared_target_is_lost_beyond_the_grace_period_and_recovers() {
        try (TestApplication application = start("PT0.2S", Map.of())) {
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            application.events().awaitChanges(ME, 1);
            awaitStatus(application, "UP");
            assertThat(row(application, ME)).matches("OPEN" + SINCE + "," + LAST);

            simulator.freeze();
            awaitStatus(application, "DOWN");
            assertThat(row(application, ME)).matches("(WAITING|CONNECTING)" + SINCE + ", DRC\\d{4}," + LAST);
            SmallRyeHealth liveness =
                    application.bean(SmallRyeHealthReporter.class).getLiveness();
            assertThat(liveness.isDown()).isFalse();
            assertThat(liveness.getPayload().getJsonArray("checks")).isEmpty();

            simulator.thaw();
            awaitStatus(application, "UP");
            assertThat(row(application, ME)).matches("OPEN" + SINCE + "," + LAST);
        }
    }

    @Test
    void check_is_up_without_a_session_while_item_changes_are_up_to_date(@TempDir Path directory) {
        simulator.always(ME, ScriptedResponse.error(404, "itemNotFound", "no socket.io endpoint"));
        Map<String, String> positions = Map.of("drivechange.delta.directory", directory.toString());
        try (TestApplication application = start("PT0S", positions, Items.class)) {
            awaitStatus(application, "UP");
            await().untilAsserted(() ->
                    assertThat(row(application, ME)).matches("(WAITING|CONNECTING)" + SINCE + ", DRC2404," + ROUND));
            assertThat(check(readiness(application)).getString("status")).isEqualTo("UP");
        }
    }

    @Test
    void check_is_not_down_immediately_after_the_start() {
        simulator.freeze();
        try (TestApplication application = start("PT2S", Map.of())) {
            assertThat(readiness(application).isDown()).isFalse();
            awaitStatus(application, "DOWN");
            simulator.thaw();
            awaitStatus(application, "UP");
        }
    }

    @Test
    void runtime_watch_is_shown_and_does_not_affect_the_status() {
        simulator.always(OTHER, ScriptedResponse.error(404, "itemNotFound", "no such drive"));
        try (TestApplication application = start("PT0S", Map.of());
                DriveWatch other = application.changes().watch(DriveTarget.parse(OTHER))) {
            application.events().awaitOpened(ME, 1);
            await().until(() -> other.lastError().isPresent());
            assertThat(row(application, OTHER)).matches("(WAITING|CONNECTING)" + SINCE + ", DRC2404");
            assertThat(check(readiness(application)).getString("status")).isEqualTo("UP");
        }
    }

    @Test
    void check_is_up_and_reports_disabled_when_switched_off() {
        try (TestApplication application = start("PT0S", Map.of("drivechange.enabled", "false"))) {
            JsonObject check = check(readiness(application));
            assertThat(check.getString("status")).isEqualTo("UP");
            assertThat(check.getJsonObject("data")).hasToString("{\"drivechange.enabled\":\"false\"}");
        }
    }

    @Test
    void target_of_two_accounts_has_a_row_for_each() {
        Map<String, String> tokens = Map.of("drivechange.account.contoso.token", "secret-token-of-contoso");
        try (TestApplication application = start("PT1M", tokens);
                DriveWatch first = application.changes().watch(DriveTarget.parse(ME));
                DriveWatch second = application.changes().watch(DriveTarget.parse(ME), "contoso")) {
            assertThat(Stream.of(first, second)).hasSize(2);
            assertThat(check(readiness(application)).getJsonObject("data").keySet())
                    .containsExactlyInAnyOrder(ME, ME + " (account contoso)");
        }
    }

    @Test
    void page_shows_neither_ids_nor_accounts_without_telemetry_target() {
        Map<String, String> anonymous = Map.of(
                "drivechange.telemetry.target",
                "false",
                "drivechange.account.contoso.token",
                "secret-token-of-contoso");
        try (TestApplication application = start("PT1M", anonymous);
                DriveWatch other = application.changes().watch(DriveTarget.parse(OTHER), "contoso")) {
            await().until(() -> other.state() == DriveWatch.State.OPEN);
            application.events().awaitOpened(ME, 1);
            assertThat(check(readiness(application)).getJsonObject("data"))
                    .hasToString("{\"/drives/{driveId}/root\":\"1 OPEN\",\"/me/drive/root\":\"1 OPEN\"}");
        }
    }
}
