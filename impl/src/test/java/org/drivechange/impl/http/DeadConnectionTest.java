// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.drivechange.DriveTarget;
import org.drivechange.impl.concurrent.RuntimeExecutors;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.UserAgent;
import org.drivechange.simulator.FaultProxy;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.NetworkConditions;
import org.drivechange.simulator.NetworkConditions.End;
import org.drivechange.simulator.StreamPosition;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests servers that offer HTTP/2 on a network that silently discards the packets of open connections, while new connections
 * work.
 */
class DeadConnectionTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");

    @TempDir
    private static Path directory;

    private static SSLContext before;
    private static SSLContext server;

    private final RuntimeExecutors executors = new RuntimeExecutors(DeadConnectionTest.class.getClassLoader());
    private final ProxyAwareHttpClient http = new ProxyAwareHttpClient(executors.blocking());

    @BeforeAll
    static void trust() throws Exception {
        before = SSLContext.getDefault();
        TestAuthority authority = TestAuthority.in(directory);
        server = authority.server(Certificate.GOOD);
        SSLContext.setDefault(authority.client());
    }

    @AfterAll
    static void restore() {
        SSLContext.setDefault(before);
    }

    @AfterEach
    void close() {
        http.close();
        executors.close();
    }

    @Test
    void graph_request_after_a_late_one_uses_another_connection() throws Exception {
        try (GraphSimulator simulator =
                        GraphSimulator.builder().graphTls(server).start();
                FaultProxy network = network(simulator.graphUrl())) {
            GraphClient graph = new GraphClient(
                    URI.create(through(network, simulator.graphUrl())),
                    UserAgent.DEFAULT,
                    http,
                    InstantSource.system(),
                    (kind, target) -> (status, problem) -> {});
            assertRecovers(network, () -> graph.subscribe(ME, new AccessToken("t")) instanceof Subscription);
        }
    }

    @Test
    void token_request_after_a_late_one_uses_another_connection() throws Exception {
        try (IdentityPlatform platform = IdentityPlatform.start(server);
                FaultProxy network = network(platform.authority())) {
            TextHttpClient plain = new TextHttpClient(http);
            URI token = URI.create(through(network, platform.authority()) + "/oauth2/v2.0/token");
            assertRecovers(
                    network,
                    () -> plain.send("POST", token, Map.of(), "grant_type=none").status() == 400);
        }
    }

    @Test
    void http_client_drops_all_pooled_connections_after_one_late_request() throws Exception {
        try (GraphSimulator simulator =
                        GraphSimulator.builder().graphTls(server).start();
                FaultProxy network = network(simulator.graphUrl())) {
            GraphClient graph = new GraphClient(
                    URI.create(through(network, simulator.graphUrl())),
                    UserAgent.DEFAULT,
                    http,
                    InstantSource.system(),
                    (kind, target) -> (status, problem) -> {});
            Callable<Boolean> request = () -> graph.subscribe(ME, new AccessToken("t")) instanceof Subscription;
            simulator.freeze();
            List<CompletableFuture<Boolean>> several =
                    List.of(started(request), started(request), started(request), started(request));
            await().until(() -> simulator.requests().size() == several.size());
            simulator.thaw();
            for (CompletableFuture<Boolean> one : several) {
                assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
            }
            assertRecovers(network, request);
        }
    }

    /** Sends one request in time, one that the network drops, and one more. */
    private void assertRecovers(FaultProxy network, Callable<Boolean> request) throws Exception {
        assertThat(started(request).get(20, TimeUnit.SECONDS)).isTrue();
        network.liveConnections(NetworkConditions.endingAt(StreamPosition.now(), End.SILENCE));
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        Future<?> pending = executors.block(() -> run(request, late));
        assertThat(late).failsWithin(Duration.ofMillis(300));
        pending.cancel(true);
        assertThat(late).failsWithin(Duration.ofSeconds(20));
        assertThat(started(request).get(20, TimeUnit.SECONDS)).isTrue();
    }

    private CompletableFuture<Boolean> started(Callable<Boolean> request) {
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        executors.block(() -> run(request, answered));
        return answered;
    }

    private static void run(Callable<Boolean> request, CompletableFuture<Boolean> answered) {
        try {
            answered.complete(request.call());
        } catch (Exception e) {
            answered.completeExceptionally(e);
        }
    }

    private static FaultProxy network(String url) {
        return FaultProxy.before("localhost", URI.create(url).getPort());
    }

    private static String through(FaultProxy network, String url) {
        return url.replace(":" + URI.create(url).getPort(), ":" + network.port());
    }
}
