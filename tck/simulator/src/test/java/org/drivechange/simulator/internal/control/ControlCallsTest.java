// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_4;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SubscriptionOptions;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.drivechange.simulator.client.SocketIoTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlCallsTest {

    private static final GraphSimulator SIMULATOR = GraphSimulator.start();

    private static final String ROOT = "/me/drive/root";

    private final SimulatorHttpClient http = new SimulatorHttpClient(SIMULATOR);

    @BeforeEach
    void awaitNoOpenConnection() {
        await().until(() -> SIMULATOR.openSockets() == 0);
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @Test
    void control_api_lists_its_calls_with_a_curl_command_each() {
        String help = http.get("").body();

        for (ControlCall call : new ControlCalls(SIMULATOR, () -> null).all()) {
            assertThat(help).contains(SIMULATOR.controlUrl() + call.path());
        }
        assertThat(help).contains("curl -s -X POST " + SIMULATOR.controlUrl() + "/freeze\n");
    }

    @Test
    void control_api_accepts_each_listed_example() {
        Pattern line = Pattern.compile("-X POST " + SIMULATOR.controlUrl() + "(\\S+) -d '(.*)'");
        List<MatchResult> examples =
                line.matcher(http.get("/").body()).results().toList();

        assertThat(examples).hasSizeGreaterThan(7).allSatisfy(example -> {
            HttpResponse<String> response = http.post(example.group(1), example.group(2));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        });

        http.post("/refuse-upgrades", "{\"count\":0}");
        http.post("/drop-after-join", "{\"on\":false}");
        http.post("/always", "{\"target\":\"/me/drive/root\",\"reply\":null}");
        assertThat(http.subscribe("/drives/a/root").statusCode()).isEqualTo(429);
        assertThat(http.subscribe("/drives/a/root").statusCode()).isEqualTo(429);
        assertThat(http.subscribe("/drives/a/root").statusCode()).isEqualTo(503);
        int before = SIMULATOR.requests().size();
        CompletableFuture<?> hanging = http.subscribeAsync("/drives/a/root");
        await().until(() -> SIMULATOR.requests().size() > before
                && SIMULATOR.requests().get(before).status() == 0);
        hanging.cancel(true);
    }

    @Test
    void control_api_emits_frames_and_drops() {
        String target = "/drives/b!x/root";
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, target, EIO_4)) {
            await().until(() -> SIMULATOR.sessions(target) == 1);

            assertThat(http.post("/emit", "{\"target\":\"" + target + "\",\"count\":2}")
                            .body())
                    .isEqualTo("{\"sessions\":1}");
            assertThat(client.text()).contains("subscriptionId");
            assertThat(client.text()).contains("subscriptionId");
            http.post("/emit", "{\"target\":\"" + target + "\",\"json\":{\"value\":[]}}");
            assertThat(client.text()).endsWith("[\"notification\",\"{\\\"value\\\":[]}\"]");
            http.post("/emit", "{\"target\":\"" + target + "\",\"ack\":true}");
            assertThat(client.text()).startsWith("42/notifications,1[");
            client.send("43/notifications,1[]");
            await().until(() ->
                    state().path("targets").path(target).path("acks").intValue() == 1);
            http.post("/frame", "{\"target\":\"" + target + "\",\"text\":\"9?\"}");
            assertThat(client.text()).isEqualTo("9?");
            http.post("/frame", "{\"target\":\"" + target + "\",\"base64\":\"BAE=\"}");
            assertThat(client.binary()).containsExactly(4, 1);
            http.post("/bytes", "{\"target\":\"" + target + "\",\"base64\":\"gQI5Pw==\"}");
            assertThat(client.text()).isEqualTo("9?");
            http.post("/bytes", "{\"target\":\"" + target + "\",\"base64\":\"gQI5Pw==\",\"times\":3}");
            for (int i = 0; i < 3; i++) {
                assertThat(client.text()).isEqualTo("9?");
            }
            http.post("/expire", "{\"target\":\"" + target + "\"}");
            assertThat(client.text()).isEqualTo("41/notifications,");
        }
    }

    @Test
    void emit_call_stops_on_interrupt() {
        ControlCall emit = new ControlCalls(SIMULATOR, () -> null)
                .all().stream()
                        .filter(call -> call.path().equals("/emit"))
                        .findFirst()
                        .orElseThrow();
        String target = "/drives/interrupted/root";
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, target, EIO_4)) {
            await().until(() -> SIMULATOR.sessions(target) == 1);
            Thread.currentThread().interrupt();
            assertThat(emit.run("{\"target\":\"" + target + "\",\"count\":100000}"))
                    .isEqualTo(Map.of("sessions", 0));
            assertThat(client.isSilent()).isTrue();
        } finally {
            // other tests must not be interrupted
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void control_api_reports_state_requests_and_request_lines() {
        String target = "/drives/reported/root";
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, target, EIO_4)) {
            await().until(() -> SIMULATOR.sessions(target) == 1);
            JsonNode state = state();
            assertThat(state.path("targets").path(target).path("sessions").intValue())
                    .isEqualTo(1);
            assertThat(state.path("openSockets").intValue()).isPositive();
            assertThat(state.path("frozen").booleanValue()).isFalse();
            assertThat(http.get("/requests").body()).contains("\"target\":\"" + target + "\"", "\"status\":200");
            assertThat(http.get("/upgrade-request-lines").body()).contains("GET /socket.io/?token=");
            assertThat(http.post("/drop", "{\"target\":\"" + target + "\",\"how\":\"CLOSE_FRAME\"}")
                            .body())
                    .isEqualTo("{\"sessions\":1}");
            assertThat(client.closeCode()).isEqualTo(1005);
        }
    }

    @Test
    void control_api_scripts_responses_and_refused_upgrades() {
        String target = "/drives/scripted/root";
        http.post("/throttle", "{\"target\":\"" + target + "\",\"retryAfter\":\"PT7S\"}");
        HttpResponse<String> throttled = http.subscribe(target);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("7");

        http.post(
                "/script",
                "{\"target\":\"" + target + "\",\"replies\":[{\"status\":418,\"body\":\"tea\","
                        + "\"headers\":{\"X-Pot\":\"1\"},\"delay\":\"PT0.01S\"}]}");
        HttpResponse<String> scripted = http.subscribe(target);
        assertThat(scripted.statusCode()).isEqualTo(418);
        assertThat(scripted.body()).isEqualTo("tea");
        assertThat(scripted.headers().firstValue("X-Pot")).contains("1");

        URI url = http.notificationUrl(target);
        http.post("/refuse-upgrades", "");
        assertThat(state().path("refusingUpgrades").intValue()).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> SocketIoTestClient.open(url, EIO_4)).isNotNull();
        http.post("/refuse-upgrades", "{\"count\":0}");
        SocketIoTestClient.open(url, EIO_4).close();
    }

    @Test
    void control_api_changes_subscription_options() {
        http.post("/subscriptions", "{\"target\":\"/drives/a/root\",\"life\":\"PT5S\",\"query\":\"a=%2B&b=~\"}");
        http.post("/subscriptions", "{\"target\":\"/drives/a/root\",\"callbackUrl\":true}");

        assertThat(SIMULATOR.subscriptions("/drives/a/root"))
                .isEqualTo(new SubscriptionOptions(Duration.ofSeconds(5), true, "a=%2B&b=~"));
        JsonNode granted = json(http.subscribe("/drives/a/root"));
        assertThat(granted.path("notificationUrl").textValue())
                .contains("/callback?snthgk=")
                .endsWith("&a=%2B&b=~");
        assertThat(Instant.parse(granted.path("expirationDateTime").textValue()))
                .isBefore(Instant.now().plusSeconds(6));
        assertThat(json(http.subscribe("/drives/b/root"))
                        .path("notificationUrl")
                        .textValue())
                .contains("/notifications?token=");
    }

    @Test
    void control_api_stores_notes_in_order() {
        http.post("/note", "{\"text\":\"one\"}");
        http.post("/note", "{\"text\":\"two \\\"quoted\\\"\"}");

        assertThat(json(http.get("/notes"))).extracting(JsonNode::textValue).containsSequence("one", "two \"quoted\"");
    }

    @Test
    void control_api_answers_while_simulator_is_frozen() {
        assertThat(http.post("/freeze", "").statusCode()).isEqualTo(200);
        assertThat(state().path("frozen").booleanValue()).isTrue();
        assertThat(http.post("/thaw", "{}").statusCode()).isEqualTo(200);
        assertThat(http.subscribe(ROOT + "x").statusCode()).isEqualTo(404);
    }

    private JsonNode state() {
        return json(http.get("/state"));
    }
}
