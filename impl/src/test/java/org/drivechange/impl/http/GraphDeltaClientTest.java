// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.drive.DriveResult;
import org.drivechange.impl.drive.ItemPage;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.graph.UserAgent;
import org.drivechange.impl.retry.ReconnectSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphDeltaClientTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");
    private static final AccessToken TOKEN = new AccessToken("s3cr3t-token");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LAST = "\"@odata.deltaLink\":\"GRAPH/drives/d/root/delta?token=last\"";
    private static final String DELTA = "/drives/d/root/delta?$select=id%2cname&token=s3cr3tc3Vyc29y";
    private static final int MAX_PAGE = 2 * 1024 * 1024;

    private final LocalServers servers = new LocalServers();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws IOException {
        servers.close();
    }

    private RequestMonitor.Request request(RequestKind kind, DriveTarget target) {
        return (status, problem) -> requests.add(kind + " " + target + " " + status + " " + problem);
    }

    private GraphDeltaClient client(String authority) {
        DeltaSettings settings = new DeltaSettings(
                graph(authority),
                DeltaSettings.Start.LATEST,
                Duration.ofHours(1),
                Duration.ZERO,
                0,
                List.of(),
                List.of(),
                MAX_PAGE,
                Duration.ofSeconds(30),
                new ReconnectSettings(Duration.ofSeconds(1), Duration.ofMinutes(5), 0));
        return new GraphDeltaClient(
                settings, new UserAgent(Optional.of("NONISV|c|app/1.0")), servers.http(), () -> NOW, this::request);
    }

    private static URI graph(String authority) {
        return URI.create("http://" + authority + "/v1.0");
    }

    private PageResult read(String authority, String link) throws Exception {
        PageRequest page = new PageRequest(
                new SessionKey(ME, "contoso"), "d", 7, true, URI.create(graph(authority) + link), List.of("a", "b=c"));
        return servers.call(() -> client(authority).read(page, TOKEN));
    }

    /** Serves one page. {@code GRAPH} in it is the server's URL. */
    private String serve(int status, Map<String, String> headers, String body) throws IOException {
        HttpServer server = servers.start(exchange -> {
            byte[] bytes = body.replace(
                            "GRAPH", "http://" + exchange.getRequestHeaders().getFirst("Host") + "/v1.0")
                    .getBytes(UTF_8);
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        return LocalServers.authority(server);
    }

    private ItemPage page(Map<String, String> headers, String body) throws Exception {
        PageResult result = read(serve(200, headers, body), DELTA);
        assertThat(result).isInstanceOf(PageResult.Received.class);
        return ((PageResult.Received) result).page();
    }

    private GraphFailure failure(PageResult result) {
        assertThat(result).isInstanceOf(PageResult.Failed.class);
        GraphFailure failure = ((PageResult.Failed) result).failure();
        assertThat(failure.detail()).hasSizeLessThan(900).doesNotContain("s3cr3t");
        return failure;
    }

    @Test
    void client_reads_page_and_link_of_next_page() throws Exception {
        ItemPage page = page(
                Map.of(),
                "{\"value\":[{\"id\":\"r\",\"root\":{}},{\"id\":\"1\",\"name\":\"a\"},{\"id\":\"2\",\"deleted\":{}},"
                        + "{\"id\":\"1\",\"name\":\"b\"}],\"@odata.nextLink\":\"GRAPH/drives/d/root/delta(token='x%27')?a=%2C\","
                        + LAST + "}");
        assertThat(page.items()).extracting(DriveItemChange::id).containsExactly("2", "1");
        assertThat(page.items().get(1))
                .returns("b", DriveItemChange::name)
                .returns("d", DriveItemChange::driveId)
                .returns("contoso", DriveItemChange::account)
                .returns(7L, DriveItemChange::epoch)
                .returns(true, DriveItemChange::baseline)
                .returns(NOW, DriveItemChange::at);
        assertThat(page.link().text()).endsWith("/v1.0/drives/d/root/delta(token='x%27')?a=%2C");
        assertThat(page)
                .returns(false, ItemPage::last)
                .returns(NOW, ItemPage::receivedAt)
                .returns(Optional.empty(), ItemPage::pause);
        assertThat(requests).containsExactly("DELTA " + ME + " OptionalInt[200] Optional.empty");
    }

    @Test
    void last_page_has_link_of_next_round() throws Exception {
        ItemPage page = page(Map.of(), "{" + LAST + ",\"value\":[]}");
        assertThat(page.items()).isEmpty();
        assertThat(page.last()).isTrue();
        assertThat(page.link().text()).endsWith("/v1.0/drives/d/root/delta?token=last");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DELTA,
                "/users('a%40b')/drive/items/7C%211/delta(token='a%27%2F+%2c')?select=id%2cname&x",
                "/drives/b!Qm,3-_/root/delta?token=aZ09.~:/?@!$&'()*+,;=%C3%A4",
                "//a/./b/../c/?a"
            })
    void link_is_sent_byte_for_byte(String link) throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = servers.start(exchange -> {
            seen.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(503, -1);
        });
        read(LocalServers.authority(server), link);
        assertThat(seen).containsExactly("/v1.0" + link);
    }

    @Test
    void request_has_token_and_each_preference() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = servers.start(exchange -> {
            for (String name : List.of("Authorization", "Accept", "Accept-Encoding", "User-Agent", "Prefer")) {
                seen.add(name + exchange.getRequestHeaders().get(name));
            }
            exchange.sendResponseHeaders(503, -1);
        });
        read(LocalServers.authority(server), DELTA);
        assertThat(seen)
                .containsExactly(
                        "Authorization[Bearer s3cr3t-token]",
                        "Accept[application/json]",
                        "Accept-Encoding[identity]",
                        "User-Agent[NONISV|c|app/1.0]",
                        "Prefer[a, b=c]");
    }

    @ParameterizedTest
    @CsvSource({
        "204, GRAPH_STATUS_UNEXPECTED",
        "302, GRAPH_REDIRECTED",
        "400, GRAPH_BAD_REQUEST",
        "401, GRAPH_UNAUTHORIZED",
        "403, GRAPH_FORBIDDEN",
        "404, GRAPH_NOT_FOUND",
        "410, DELTA_RESET",
        "429, GRAPH_THROTTLED",
        "500, GRAPH_SERVER_ERROR",
        "503, GRAPH_SERVER_ERROR",
        "504, GRAPH_SERVER_ERROR",
        "507, GRAPH_SERVER_ERROR",
        "509, GRAPH_THROTTLED"
    })
    void status_decides_the_code(int status, ErrorCode code) throws Exception {
        String authority = serve(status, Map.of("Location", "https://elsewhere.test/"), "");
        assertThat(failure(read(authority, DELTA)))
                .returns(code, GraphFailure::code)
                .returns(
                        "GET http://" + authority + "/v1.0/drives/d/root/delta: HTTP " + status
                                + ", without a Graph error",
                        GraphFailure::detail);
        assertThat(requests)
                .containsExactly("DELTA " + ME + " OptionalInt[" + status + "] Optional[" + code.code() + "]");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"error":{"code":"resyncRequired","message":"Resync required.","innerError":{"date":"x"}}}            | resyncRequired: Resync required.
            {"error":{"code":"resyncRequired","message":"R","innererror":{"code":"resyncUploadDifferences"}}}     | resyncRequired (resyncUploadDifferences): R
            {"error":{"code":"resyncRequired","message":"not s3cr3tc3Vyc29y, https://h/?token=s3cr3tc3Vyc29y"}}  | resyncRequired: not [redacted], https://h/?…
            """)
    void reset_names_the_codes_of_graph_without_tokens(String body, String text) throws Exception {
        assertThat(failure(read(serve(410, Map.of(), body), DELTA)))
                .returns(ErrorCode.DELTA_RESET, GraphFailure::code)
                .satisfies(failure -> assertThat(failure.detail()).endsWith(": HTTP 410, " + text));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            429, 120,  none, PT2M
            429, none, 30,   PT30S
            503, 10,   30,   PT30S
            509, 40,   30,   PT40S
            503, none, none, none
            500, 20,   30,   PT20S
            404, 20,   30,   none
            """)
    void wait_is_the_longest_of_the_headers(int status, String retryAfter, String reset, Duration wait)
            throws Exception {
        Map<String, String> headers = new HashMap<>();
        headers.put("RateLimit-Remaining", "0");
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter);
        }
        if (reset != null) {
            headers.put("RateLimit-Reset", reset);
        }
        assertThat(failure(read(serve(status, headers, ""), DELTA)).retryAfter())
                .isEqualTo(Optional.ofNullable(wait));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            0,    30,    PT30S
            0,    99999, PT1H
            0,    none,  none
            0,    soon,  none
            1,    30,    none
            none, 30,    none
            """)
    void pause_follows_from_an_exhausted_rate_limit(String remaining, String reset, Duration pause) throws Exception {
        Map<String, String> headers = new HashMap<>();
        if (remaining != null) {
            headers.put("RateLimit-Remaining", remaining);
        }
        if (reset != null) {
            headers.put("RateLimit-Reset", reset);
        }
        assertThat(page(headers, "{" + LAST + ",\"value\":[]}").pause()).isEqualTo(Optional.ofNullable(pause));
    }

    @Test
    void rejected_token_has_the_required_claims() throws Exception {
        String challenge = "Bearer error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"";
        assertThat(failure(read(serve(401, Map.of("WWW-Authenticate", challenge), ""), DELTA)))
                .returns(Optional.of("{\"access_token\":{}}"), GraphFailure::claims);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"value":[]}                                                                      | expected a nextLink or a deltaLink but found neither
            {"@odata.deltaLink":"GRAPH/d?token=x"}                                            | expected an array as value but found none
            {"@odata.deltaLink":"GRAPH/d?token=x","value":[{"error":{"code":"c","message":"s3cr3t-token"}}]} | found the error c: [redacted]
            {"@odata.deltaLink":"https://evil.test/d?token=s3cr3t","value":[]}                | but found https://evil.test:-1
            {"@odata.nextLink":"GRAPH/d?a= s3cr3t","value":[]}                                | expected a URL as link
            {"@odata.nextLink":"","@odata.deltaLink":"GRAPH/d?token=x","value":[]}            | but found none with a host
            {"value":[{"id":"1"},                                                             | invalid JSON
            <html>s3cr3t</html>                                                               | (text/html)
            """)
    void incomplete_page_is_unreadable(String body, String reason) throws Exception {
        assertThat(failure(read(serve(200, Map.of("Content-Type", "text/html"), body), DELTA)))
                .returns(ErrorCode.PAGE_UNREADABLE, GraphFailure::code)
                .satisfies(failure -> assertThat(failure.detail()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 500\r\n\r\n{\"value\":[]}",
                "Transfer-Encoding: chunked\r\n\r\nc\r\n{\"value\":[]}\r\n",
                "Transfer-Encoding: chunked\r\n\r\nff\r\n{\"value\":[]}",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{\"value\":[]}",
                "Content-Length: 500\r\n\r\n"
            })
    void page_that_is_cut_off_is_unreadable(String rest) throws Exception {
        String authority = servers.startRaw(("HTTP/1.1 200 OK\r\n" + rest).getBytes(UTF_8));
        assertThat(failure(read(authority, DELTA)))
                .returns(ErrorCode.PAGE_UNREADABLE, GraphFailure::code)
                .satisfies(failure -> assertThat(failure.detail()).contains("the body was cut off"));
    }

    @Test
    void connection_that_ends_without_a_response_is_a_network_failure() throws Exception {
        assertThat(failure(read(servers.startRaw("HTTP/1.1 2".getBytes(UTF_8)), DELTA)))
                .returns(ErrorCode.GRAPH_UNREACHABLE, GraphFailure::code);
    }

    @Test
    void error_that_is_cut_off_keeps_its_status() throws Exception {
        String response = "HTTP/1.1 410 Gone\r\nContent-Length: 500\r\n\r\n{\"error\":{\"code\":\"resyncRequired\"}";
        assertThat(failure(read(servers.startRaw(response.getBytes(UTF_8)), DELTA)))
                .returns(ErrorCode.DELTA_RESET, GraphFailure::code);
        assertThat(requests).containsExactly("DELTA " + ME + " OptionalInt[410] Optional[DRC2410]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void page_beyond_the_limit_is_too_large(boolean endless) throws Exception {
        HttpServer server = servers.start(exchange -> {
            exchange.sendResponseHeaders(200, endless ? 0 : MAX_PAGE + 1);
            byte[] spaces = " ".repeat(8192).getBytes(UTF_8);
            for (int sent = 0; servers.running() && (endless || sent < MAX_PAGE); sent += spaces.length) {
                exchange.getResponseBody().write(spaces);
            }
            exchange.getResponseBody().write(' ');
        });
        assertThat(failure(read(LocalServers.authority(server), DELTA)))
                .returns(ErrorCode.PAGE_TOO_LARGE, GraphFailure::code)
                .satisfies(failure -> assertThat(failure.detail()).endsWith(": more than " + MAX_PAGE + " bytes"));
    }

    @Test
    void page_of_the_largest_size_is_read() throws Exception {
        String start = "{" + LAST.replace("GRAPH", "http://localhost:1/v1.0") + ",\"value\":[";
        HttpServer server = servers.start(exchange -> {
            byte[] body = (start.replace(
                                    "localhost:1", exchange.getRequestHeaders().getFirst("Host")) + "]}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, MAX_PAGE);
            exchange.getResponseBody().write(" ".repeat(MAX_PAGE - body.length).getBytes(UTF_8));
            exchange.getResponseBody().write(body);
        });
        assertThat(read(LocalServers.authority(server), DELTA)).isInstanceOf(PageResult.Received.class);
    }

    @Test
    void page_in_small_chunks_is_complete() throws Exception {
        String body = "{" + LAST + ",\"value\":[" + "{\"id\":\"\u00e4\ud83d\ude00\"},".repeat(500)
                + "{\"id\":\"1\",\"name\":\"n\"}]}";
        HttpServer server = servers.start(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            String host = exchange.getRequestHeaders().getFirst("Host");
            for (byte one : body.replace("GRAPH", "http://" + host + "/v1.0").getBytes(UTF_8)) {
                exchange.getResponseBody().write(one);
                exchange.getResponseBody().flush();
            }
        });
        PageResult result = read(LocalServers.authority(server), DELTA);
        assertThat(result)
                .isInstanceOfSatisfying(
                        PageResult.Received.class,
                        received -> assertThat(received.page().items())
                                .extracting(DriveItemChange::json)
                                .containsExactly("{\"id\":\"\u00e4\ud83d\ude00\"}", "{\"id\":\"1\",\"name\":\"n\"}"));
    }

    @Test
    void waiting_for_a_stalled_page_is_interruptible() throws Exception {
        CountDownLatch halfWay = new CountDownLatch(1);
        HttpServer server = servers.start(exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write("{\"value\":".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            halfWay.countDown();
            servers.awaitEnd();
        });
        GraphDeltaClient client = client(LocalServers.authority(server));
        PageRequest page = new PageRequest(
                new SessionKey(ME, ""),
                "d",
                0,
                false,
                URI.create(graph(LocalServers.authority(server)) + DELTA),
                List.of());
        CompletableFuture<PageResult> result = new CompletableFuture<>();
        Future<?> pending = servers.start(() -> client.read(page, TOKEN), result);
        assertThat(halfWay.await(10, TimeUnit.SECONDS)).isTrue();
        pending.cancel(true);
        assertThat(result)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(requests).containsExactly("DELTA " + ME + " OptionalInt.empty Optional[DRC2004]");
    }

    @Test
    void messages_contain_the_begin_of_the_path_only() throws Exception {
        String authority = serve(404, Map.of(), "");
        String path = "/users('s3cr3t')/drives/b!" + "x".repeat(66) + "/root/delta(token='s3cr3t')?token=s3cr3t";
        try (LogLines log = new LogLines()) {
            assertThat(failure(read(authority, path)).detail())
                    .isEqualTo("GET http://" + authority + "/v1.0/users(…)/drives/b!" + "x".repeat(56)
                            + "…: HTTP 404, without a Graph error");
            assertThat(log.records())
                    .allSatisfy(line -> assertThat(line.getMessage()).doesNotContain("s3cr3t"));
        }
        assertThat(failure(read(authority, "/drives/d/root/delta(token='s3cr3t')"))
                        .detail())
                .startsWith("GET http://" + authority + "/v1.0/drives/d/root/delta(…): ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /me/drive/root                   | /v1.0/me/drive
            /drives/b!Qm+3/root              | /v1.0/drives/b!Qm%2B3
            /drives/b!Qm3/list               | /v1.0/drives/b!Qm3
            /groups/g/drive/root             | /v1.0/groups/g/drive
            /sites/h,s,w/lists/l/drive/root  | /v1.0/sites/h,s,w/lists/l/drive
            """)
    void drive_of_each_target_is_resolved(String target, String path) throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = servers.start(exchange -> {
            seen.add(exchange.getRequestURI().toString());
            byte[] body = "{\"id\":\"b!Qm3\",\"driveType\":\"documentLibrary\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        DriveTarget parsed = DriveTarget.parse(target);
        assertThat(servers.call(() -> client(LocalServers.authority(server)).resolve(parsed, TOKEN)))
                .isEqualTo(new DriveResult.Found("b!Qm3", "documentLibrary"));
        assertThat(seen).containsExactly(path + "?$select=id,driveType");
        assertThat(requests).containsExactly("DRIVE " + target + " OptionalInt[200] Optional.empty");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            200 | {"driveType":"personal"}                                           | GRAPH_RESPONSE_UNREADABLE | expected the id of a drive but found none (no content type)
            200 | {"id":                                                             | GRAPH_RESPONSE_UNREADABLE | invalid JSON (JsonEOFException
            404 | {"error":{"code":"itemNotFound","message":"User's mysite not found"}} | GRAPH_NOT_FOUND        | HTTP 404, itemNotFound: User's mysite not found
            400 | {"error":{"code":"notSupported","message":"No"}}                   | GRAPH_NOT_SUPPORTED       | HTTP 400, notSupported: No
            """)
    void drive_that_is_not_found_is_a_failure(int status, String body, ErrorCode code, String detail) throws Exception {
        String authority = serve(status, Map.of(), body);
        assertThat(servers.call(() -> client(authority).resolve(ME, TOKEN)))
                .isInstanceOfSatisfying(DriveResult.Failed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(code);
                    assertThat(failed.failure().detail())
                            .startsWith("GET http://" + authority + "/v1.0/me/drive: " + detail);
                });
    }
}
