// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the page and its stream with an HTTP client. */
class HttpTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private SampleServer server;

    @BeforeEach
    void start() throws Exception {
        server = new SampleServer();
        await().until(() -> page().body().contains(">Open<"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void page_shows_the_current_state() throws Exception {
        server.graph().emit(SampleServer.DRIVE);

        await().untilAsserted(() -> assertThat(page().body())
                .contains("<th scope=\"row\">/me/drive/root</th>", ">Opened<", ">Change<", "/personal/5a0b9e159b3310ad")
                .doesNotContain("${"));
    }

    @Test
    void page_shortens_long_text() throws Exception {
        String start = "https://contoso.example/";
        String json = "{\"value\":[{\"siteUrl\":\"" + start + "x".repeat(900_000) + "\"}]}";
        server.graph().emit(SampleServer.DRIVE, json);

        await().untilAsserted(() -> assertThat(page().body())
                .contains(start)
                .containsPattern("x{200}\u2026")
                .hasSizeLessThan(20_000));
    }

    @Test
    void page_allows_resources_of_its_origin_only() throws Exception {
        assertThat(page().headers().map())
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("cache-control", List.of("no-store"))
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy -> assertThat(policy)
                                .singleElement()
                                .asString()
                                .startsWith("default-src 'none'; ")
                                .doesNotContain("unsafe"));
        assertThat(get("WEB-INF/page.html").statusCode()).isEqualTo(404);
    }

    @Test
    void stream_sends_the_state_first_and_then_changes() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> end = read(stream(), lines);

        await().untilAsserted(() -> assertThat(lines).contains("event: sessions", "event: events", "event: latest"));
        assertThat(lines).noneMatch(line -> line.contains(">Change<"));
        server.graph().emit(SampleServer.DRIVE);

        await().untilAsserted(() ->
                assertThat(lines).anyMatch(line -> line.startsWith("data: ") && line.contains(">Change<")));
        assertThat(end).isNotDone();
    }

    @Test
    void stream_ends_when_the_application_stops() throws Exception {
        CompletableFuture<Void> end = read(stream(), new ArrayList<>());

        server.undeploy();

        // Tomcat may cut the connection before the last chunk
        await().atMost(5, TimeUnit.SECONDS).until(end::isDone);
        await().until(() -> server.graph().openSockets() == 0);
    }

    @Test
    void stream_is_limited_in_number_and_released_after_a_disconnect() throws Exception {
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            streams.add(stream().body());
        }
        HttpResponse<InputStream> refused = stream();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).isEmpty();

        for (InputStream stream : streams) {
            stream.close();
        }

        await().until(() -> {
            HttpResponse<InputStream> next = stream();
            next.body().close();
            return next.statusCode() == 200;
        });
    }

    @Test
    void head_request_opens_no_stream() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "events"))
                .method("HEAD", BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10))
                .build();
        for (int i = 0; i < 32; i++) {
            HttpResponse<Void> head = client.send(request, BodyHandlers.discarding());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("content-type")).hasValue("text/event-stream;charset=UTF-8");
        }

        HttpResponse<InputStream> stream = stream();
        stream.body().close();
        assertThat(stream.statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> page() throws IOException, InterruptedException {
        return get("");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<InputStream> stream() throws IOException, InterruptedException {
        URI events = URI.create(server.url() + "events");
        return client.send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofInputStream());
    }

    /** Collects the lines until the server ends the stream. */
    private static CompletableFuture<Void> read(HttpResponse<InputStream> response, List<String> lines) {
        return CompletableFuture.runAsync(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
