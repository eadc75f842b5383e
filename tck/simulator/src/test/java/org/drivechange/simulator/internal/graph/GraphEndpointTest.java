// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.client.SimulatorHttpClient.SOCKET_IO;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;
import static org.drivechange.simulator.client.SimulatorHttpClient.send;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphEndpointTest {

    private static final String ROOT = "/me/drive/root";

    private static final GraphSimulator SIMULATOR =
            GraphSimulator.builder().acceptTokens("anything", "other").start();

    private final SimulatorHttpClient http = new SimulatorHttpClient(SIMULATOR);

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /me/drive/root                                     | /me/drive/root
            /drives/b!x-Y_1/root                               | /drives/b!x-Y_1/root
            /drives/b%21x-Y_1/list                             | /drives/b!x-Y_1/list
            /drives/a+b%2Bc/root                               | /drives/a+b+c/root
            /groups/0a-1b/drive/root                           | /groups/0a-1b/drive/root
            /sites/c.sharepoint.com,1a,2b/lists/3c/drive/root  | /sites/c.sharepoint.com,1a,2b/lists/3c/drive/root
            /sites/c.sharepoint.com%2C1a/lists/3c/drive/root   | /sites/c.sharepoint.com,1a/lists/3c/drive/root
            """)
    void graph_endpoint_answers_and_records_each_target_form(String path, String target) {
        HttpResponse<String> response = http.subscribe(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SIMULATOR.requests()).last().satisfies(request -> {
            assertThat(request.target()).isEqualTo(target);
            assertThat(request.rawPath()).isEqualTo("/v1.0" + path + SOCKET_IO);
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.token()).isEqualTo("anything");
            assertThat(request.status()).isEqualTo(200);
            assertThat(request.headers()).containsEntry("Authorization", "Bearer anything");
            assertThat(request.headers().get("authorization")).isEqualTo("Bearer anything");
            assertThat(request.at()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        });
    }

    @Test
    void subscription_response_contains_all_fields_of_graph() {
        HttpResponse<String> response = http.subscribe(ROOT);
        JsonNode body = json(response);

        assertThat(body.path("@odata.context").textValue()).contains("$metadata#subscriptions");
        assertThat(body.path("id").textValue()).hasSize(36);
        assertThat(body.path("notificationUrl").textValue())
                .matches(
                        "http://localhost:\\d+/notifications\\?token=s3cr3t-[0-9a-f-]{36}&applicationId=s3cr3t-[0-9a-f-]{36}");
        assertThat(body.path("expirationDateTime").textValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z");
        Instant date = ZonedDateTime.parse(
                        response.headers().firstValue("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        Instant end = Instant.parse(body.path("expirationDateTime").textValue());
        assertThat(Duration.between(date, end)).isCloseTo(Duration.ofHours(1), Duration.ofSeconds(5));
    }

    @Test
    void graph_endpoint_issues_a_token_per_response() {
        assertThat(http.notificationUrl(ROOT)).isNotEqualTo(http.notificationUrl(ROOT));
    }

    @Test
    void graph_endpoint_serves_the_beta_version() {
        URI beta = URI.create(SIMULATOR.graphUrl().replace("/v1.0", "/beta") + ROOT + SOCKET_IO);

        HttpRequest request = HttpRequest.newBuilder(beta)
                .header("Authorization", "bearer other")
                .build();

        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer ", "Bearer wrong", "Basic anything", "anything"})
    void graph_endpoint_rejects_a_missing_or_refused_token_with_401(String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SIMULATOR.graphUrl() + ROOT + SOCKET_IO));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }

        assertGraphError(send(request.build()), 401, "InvalidAuthenticationToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/me/drive/root",
                "/me/drive/root/subscriptions",
                "/me/drive/root/subscriptions/socketIo/",
                "/me/drive/root/subscriptions/socketio",
                "/users/a/drive/root/subscriptions/socketIo",
                "/drives//root/subscriptions/socketIo",
                "/groups/a/drive/list/subscriptions/socketIo"
            })
    void graph_endpoint_rejects_an_unknown_path_with_404(String path) {
        assertGraphError(send(http.graph(path).build()), 404, "itemNotFound");
        assertThat(SIMULATOR.requests()).last().satisfies(request -> {
            assertThat(request.target()).isNull();
            assertThat(request.status()).isEqualTo(404);
        });
    }

    @Test
    void graph_endpoint_rejects_another_method_with_405() {
        HttpResponse<String> response = send(http.graph(ROOT + SOCKET_IO)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertGraphError(response, 405, "methodNotAllowed");
        assertThat(response.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void graph_endpoint_returns_the_client_request_id() {
        HttpResponse<String> response = send(
                http.graph(ROOT + SOCKET_IO).header("client-request-id", "abc").build());

        assertThat(response.headers().firstValue("client-request-id")).contains("abc");
        assertThat(response.headers().firstValue("request-id")).isPresent();
    }

    @Test
    void graph_endpoint_uses_scripted_responses_once_in_order_and_those_of_the_target_first() {
        SIMULATOR.script(ScriptedResponse.throttled(Duration.ofMillis(4200)), ScriptedResponse.throttled(null));
        SIMULATOR.script(ROOT, ScriptedResponse.error(400, "notSupported", "Try again."));

        assertGraphError(http.subscribe(ROOT), 400, "notSupported");
        HttpResponse<String> throttled = http.subscribe(ROOT);
        assertGraphError(throttled, 429, "activityLimitReached");
        assertThat(throttled.headers().firstValue("Retry-After")).contains("5");
        assertThat(http.subscribe("/drives/a/root").headers().firstValue("Retry-After"))
                .isEmpty();
        assertThat(http.subscribe(ROOT).statusCode()).isEqualTo(200);
    }

    @Test
    void graph_endpoint_uses_a_permanent_response_until_it_is_removed() {
        SIMULATOR.always("/drives/gone/root", ScriptedResponse.html(502));

        assertThat(http.subscribe("/drives/gone/root").body()).startsWith("<html>");
        assertThat(http.subscribe("/drives/gone/root").statusCode()).isEqualTo(502);
        assertThat(http.subscribe(ROOT).statusCode()).isEqualTo(200);

        SIMULATOR.always("/drives/gone/root", null);
        assertThat(http.subscribe("/drives/gone/root").statusCode()).isEqualTo(200);
    }

    @Test
    void graph_endpoint_sends_a_scripted_body_unchanged() {
        SIMULATOR.script(ROOT, ScriptedResponse.json("{\"notificationUrl\":"));

        assertThat(http.subscribe(ROOT).body()).isEqualTo("{\"notificationUrl\":");
    }

    @Test
    void graph_endpoint_delays_or_omits_a_scripted_response() {
        SIMULATOR.script(
                ROOT, new ScriptedResponse(204, Map.of(), "", Duration.ofMillis(200)), ScriptedResponse.hang());

        long before = System.nanoTime();
        assertThat(http.subscribe(ROOT).statusCode()).isEqualTo(204);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));

        int answered = SIMULATOR.requests().size();
        CompletableFuture<HttpResponse<String>> never = http.subscribeAsync(ROOT);
        await().until(() -> SIMULATOR.requests().size() > answered);
        assertThat(SIMULATOR.requests()).last().extracting(GraphRequest::status).isEqualTo(0);
        assertThat(never).isNotDone();
        never.cancel(true);
    }

    @Test
    void simulator_rejects_an_unknown_target_and_names_the_five_forms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SIMULATOR.emit("/me/drive"))
                .withMessageContaining("/sites/{siteId}/lists/{listId}/drive/root");
        assertThatIllegalArgumentException().isThrownBy(() -> SIMULATOR.script((String) null));
        assertThatIllegalArgumentException().isThrownBy(() -> ScriptedResponse.html(99));
    }

    private static void assertGraphError(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = json(response).path("error");
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.path("message").textValue()).isNotBlank();
        assertThat(error.path("innerError").path("date").textValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        assertThat(error.path("innerError").path("request-id").textValue()).hasSize(36);
        assertThat(error.path("innerError").path("client-request-id").textValue())
                .hasSize(36);
    }
}
