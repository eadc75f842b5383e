// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.graph.UserAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphClientTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");
    private static final AccessToken TOKEN = new AccessToken("t");

    private final ProxySelector selectorBefore = ProxySelector.getDefault();
    private final LocalServers servers = new LocalServers();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @AfterEach
    void restore() throws IOException {
        ProxySelector.setDefault(selectorBefore);
        Authenticator.setDefault(null);
        servers.close();
    }

    private RequestMonitor.Request request(RequestKind kind, DriveTarget target) {
        return (status, problem) -> requests.add(kind + " " + target + " " + status + " " + problem);
    }

    private GraphClient graph(String authority) {
        return graph(authority, UserAgent.DEFAULT);
    }

    private GraphClient graph(String authority, UserAgent userAgent) {
        return new GraphClient(
                URI.create("http://" + authority + "/v1.0"),
                userAgent,
                servers.http(),
                InstantSource.system(),
                this::request);
    }

    private SubscriptionResult answer(GraphClient graph) throws Exception {
        return servers.call(() -> graph.subscribe(ME, TOKEN));
    }

    @Test
    void waiting_for_a_stalled_response_is_interruptible() throws Exception {
        CountDownLatch halfWay = new CountDownLatch(1);
        HttpServer server = servers.start(exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write("{\"id\":".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            halfWay.countDown();
            servers.awaitEnd();
        });
        GraphClient graph = graph(LocalServers.authority(server));
        CompletableFuture<SubscriptionResult> pendingAnswer = new CompletableFuture<>();
        Future<?> pending = servers.start(() -> graph.subscribe(ME, TOKEN), pendingAnswer);
        assertThat(halfWay.await(10, TimeUnit.SECONDS)).isTrue();
        pending.cancel(true);
        assertThat(pendingAnswer)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(requests).containsExactly("SOCKET_IO " + ME + " OptionalInt.empty Optional[DRC2004]");
    }

    @Test
    void client_stops_reading_an_endless_answer_at_the_limit() throws Exception {
        HttpServer server = servers.start(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            while (servers.running()) {
                exchange.getResponseBody().write(spaces);
            }
        });
        GraphClient graph = graph(LocalServers.authority(server));
        assertThat(answer(graph))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.GRAPH_RESPONSE_UNREADABLE));
        assertThat(requests).containsExactly("SOCKET_IO " + ME + " OptionalInt[200] Optional[DRC2005]");
    }

    @Test
    void request_uses_its_proxy_with_that_proxys_password() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer one = servers.start(exchange -> proxied(exchange, "one", seen));
        HttpServer other = servers.start(exchange -> proxied(exchange, "other", seen));
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                String name = getRequestingPort() == one.getAddress().getPort() ? "one" : "other";
                return new PasswordAuthentication(name, new char[] {'p'});
            }
        });
        GraphClient graph = graph("graph.test");
        for (HttpServer proxy : List.of(one, other, one)) {
            ProxySelector.setDefault(ProxySelector.of(proxy.getAddress()));
            answer(graph);
        }
        assertThat(seen).containsExactly("one Basic b25lOnA=", "other Basic b3RoZXI6cA==", "one Basic b25lOnA=");
        assertThat(requests).hasSize(3).containsOnly("SOCKET_IO " + ME + " OptionalInt[503] Optional[DRC2500]");
    }

    @Test
    void refused_connection_and_unknown_host_are_named_with_the_url_and_the_address() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(answer(graph("127.0.0.1:" + closed)))
                .isEqualTo(new GraphFailure(
                        ErrorCode.GRAPH_UNREACHABLE,
                        "GET http://127.0.0.1:" + closed + "/v1.0/me/drive/root/subscriptions/socketIo:"
                                + " connection refused, tried 127.0.0.1"));
        assertThat(answer(graph("graph.invalid")))
                .isEqualTo(new GraphFailure(
                        ErrorCode.GRAPH_UNREACHABLE,
                        "GET http://graph.invalid/v1.0/me/drive/root/subscriptions/socketIo:"
                                + " no such host: graph.invalid"));
    }

    @Test
    void failure_names_the_url() throws Exception {
        HttpServer server = servers.start(exchange -> exchange.sendResponseHeaders(404, -1));
        assertThat(answer(graph(LocalServers.authority(server))))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.detail())
                                .startsWith("GET http://" + LocalServers.authority(server)
                                        + "/v1.0/me/drive/root/subscriptions/socketIo: HTTP 404"));
    }

    @Test
    void request_accepts_no_content_coding() throws Exception {
        List<String> accepted = new CopyOnWriteArrayList<>();
        HttpServer server = servers.start(exchange -> {
            accepted.addAll(exchange.getRequestHeaders().get("Accept-Encoding"));
            exchange.sendResponseHeaders(503, -1);
        });
        answer(graph(LocalServers.authority(server)));
        assertThat(accepted).containsExactly("identity");
    }

    @Test
    void request_sends_the_configured_user_agent() throws Exception {
        List<String> agents = new CopyOnWriteArrayList<>();
        HttpServer server = servers.start(exchange -> {
            agents.addAll(exchange.getRequestHeaders().get("User-Agent"));
            exchange.sendResponseHeaders(503, -1);
        });
        answer(graph(LocalServers.authority(server), new UserAgent(Optional.of("NONISV|Example|app/1.0"))));
        answer(graph(LocalServers.authority(server)));
        assertThat(agents).hasSize(2).startsWith("NONISV|Example|app/1.0");
        assertThat(agents.get(1)).startsWith("Java-http-client/");
    }

    @Test
    void linkage_error_is_a_problem_of_the_deployment_and_not_of_graph() throws Exception {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                throw new NoSuchMethodError("of.an.older.Library.method()");
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
        assertThat(answer(graph("graph.test"))).isInstanceOfSatisfying(GraphFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.LIBRARY_UNUSABLE);
            assertThat(failure.detail()).contains("NoSuchMethodError: of.an.older.Library.method()");
        });
    }

    @Test
    void unusable_expiration_is_warned_of_once() throws Exception {
        HttpServer server = servers.start(exchange -> {
            byte[] body = "{\"notificationUrl\":\"https://h/n\",\"expirationDateTime\":\"0001-01-01T00:00:00Z\"}"
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        GraphClient graph = graph(LocalServers.authority(server));
        try (LogLines log = new LogLines()) {
            answer(graph);
            answer(graph);
            assertThat(log.lines()).singleElement().asString().startsWith("DRC2020 ");
        }
    }

    private static void proxied(HttpExchange exchange, String name, List<String> seen) throws IOException {
        seen.add(name + " " + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
        exchange.sendResponseHeaders(503, -1);
    }
}
