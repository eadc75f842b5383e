// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.concurrent.RuntimeExecutors;
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
    private final RuntimeExecutors executors = new RuntimeExecutors(GraphClientTest.class.getClassLoader());
    private final ProxyAwareHttpClient http = new ProxyAwareHttpClient(executors.blocking());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void restore() {
        ProxySelector.setDefault(selectorBefore);
        Authenticator.setDefault(null);
        over.countDown();
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
        http.close();
        executors.close();
    }

    private interface Exchange {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private HttpServer server(Exchange answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try {
                answer.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
        servers.add(server);
        return server;
    }

    private RequestMonitor.Request request(DriveTarget target) {
        return (status, problem) -> requests.add(target + " " + status + " " + problem);
    }

    private GraphClient graph(String authority) {
        return graph(authority, UserAgent.DEFAULT);
    }

    private GraphClient graph(String authority, UserAgent userAgent) {
        return new GraphClient(
                URI.create("http://" + authority + "/v1.0"), userAgent, http, InstantSource.system(), this::request);
    }

    /** Sends the request on a thread of the executors, as in an application, so that the client's thread ends with them. */
    private SubscriptionResult answer(GraphClient graph) throws Exception {
        CompletableFuture<SubscriptionResult> answer = new CompletableFuture<>();
        executors.block(() -> {
            try {
                answer.complete(graph.subscribe(ME, TOKEN));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.get(20, TimeUnit.SECONDS);
    }

    private static String authority(HttpServer server) {
        return "localhost:" + server.getAddress().getPort();
    }

    @Test
    void waiting_for_a_stalled_response_is_interruptible() throws Exception {
        CountDownLatch halfWay = new CountDownLatch(1);
        HttpServer server = server(exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write("{\"id\":".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            halfWay.countDown();
            over.await();
        });
        GraphClient graph = graph(authority(server));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Future<?> pending = executors.block(() -> {
            try {
                graph.subscribe(ME, TOKEN);
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        assertThat(halfWay.await(10, TimeUnit.SECONDS)).isTrue();
        pending.cancel(true);
        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(requests).containsExactly(ME + " OptionalInt.empty Optional[DRC2004]");
    }

    @Test
    void client_stops_reading_an_endless_answer_at_the_limit() throws Exception {
        HttpServer server = server(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(spaces);
            }
        });
        GraphClient graph = graph(authority(server));
        assertThat(answer(graph))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.GRAPH_RESPONSE_UNREADABLE));
        assertThat(requests).containsExactly(ME + " OptionalInt[200] Optional[DRC2005]");
    }

    @Test
    void request_uses_its_proxy_with_that_proxys_password() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer one = server(exchange -> proxied(exchange, "one", seen));
        HttpServer other = server(exchange -> proxied(exchange, "other", seen));
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
        assertThat(requests).hasSize(3).containsOnly(ME + " OptionalInt[503] Optional[DRC2500]");
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
        HttpServer server = server(exchange -> exchange.sendResponseHeaders(404, -1));
        assertThat(answer(graph(authority(server))))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.detail())
                                .startsWith("GET http://" + authority(server)
                                        + "/v1.0/me/drive/root/subscriptions/socketIo: HTTP 404"));
    }

    @Test
    void request_accepts_no_content_coding() throws Exception {
        List<String> accepted = new CopyOnWriteArrayList<>();
        HttpServer server = server(exchange -> {
            accepted.addAll(exchange.getRequestHeaders().get("Accept-Encoding"));
            exchange.sendResponseHeaders(503, -1);
        });
        answer(graph(authority(server)));
        assertThat(accepted).containsExactly("identity");
    }

    @Test
    void request_sends_the_configured_user_agent() throws Exception {
        List<String> agents = new CopyOnWriteArrayList<>();
        HttpServer server = server(exchange -> {
            agents.addAll(exchange.getRequestHeaders().get("User-Agent"));
            exchange.sendResponseHeaders(503, -1);
        });
        answer(graph(authority(server), new UserAgent(Optional.of("NONISV|Example|app/1.0"))));
        answer(graph(authority(server)));
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
        HttpServer server = server(exchange -> {
            byte[] body = "{\"notificationUrl\":\"https://h/n\",\"expirationDateTime\":\"0001-01-01T00:00:00Z\"}"
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        GraphClient graph = graph(authority(server));
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
