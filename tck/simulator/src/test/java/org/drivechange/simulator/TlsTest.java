// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.drivechange.simulator.internal.cli.CommandLine;
import org.drivechange.simulator.internal.cli.SimulatorCli;
import org.drivechange.simulator.internal.network.KeyTool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests TLS of both listeners, and the reason for which a client rejects each invalid certificate. */
class TlsTest {

    private static final String ROOT = "/me/drive/root";

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    private static HttpClient client;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
        client = HttpClient.newBuilder().sslContext(authority.client()).build();
    }

    @Test
    void simulator_uses_tls_for_both_listeners_if_configured() throws Exception {
        SSLContext good = authority.server(Certificate.GOOD);
        try (GraphSimulator simulator =
                GraphSimulator.builder().graphTls(good).socketTls(good).start()) {
            assertThat(simulator.graphUrl()).startsWith("https://localhost:");
            assertThat(simulator.controlUrl()).startsWith("https://localhost:");
            assertThat(joinPacket(notificationUrl(simulator))).startsWith("40/notifications,{");
        }
    }

    @Test
    void simulator_uses_tls_for_one_listener_alone() throws Exception {
        SSLContext good = authority.server(Certificate.GOOD);
        try (GraphSimulator simulator = GraphSimulator.builder().socketTls(good).start()) {
            assertThat(simulator.graphUrl()).startsWith("http://localhost:");
            assertThat(joinPacket(notificationUrl(simulator))).startsWith("40/notifications,{");
        }
        try (GraphSimulator simulator = GraphSimulator.builder().graphTls(good).start()) {
            assertThat(notificationUrl(simulator)).hasScheme("http");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_HOST, No subject alternative DNS name matching localhost found",
        "EXPIRED, NotAfter",
        "SELF_SIGNED, unable to find valid certification path"
    })
    void client_rejects_each_invalid_certificate_for_one_reason(Certificate certificate, String reason) {
        try (GraphSimulator simulator =
                GraphSimulator.builder().graphTls(authority.server(certificate)).start()) {
            assertThatThrownBy(() -> notificationUrl(simulator))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasRootCauseInstanceOf(GeneralSecurityException.class)
                    .rootCause()
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void program_reads_the_key_from_a_key_store_file() throws Exception {
        Path keys = directory.resolve("of-the-program.p12");
        new KeyTool(keys, "s3cr3t-1").generate("server", "localhost", "-validity 1");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (GraphSimulator simulator = CommandLine.parse(
                        List.of("--keystore", keys.toString(), "--keystore-password", "s3cr3t-1"))
                .graph()
                .start()) {
            assertThat(simulator.graphUrl()).startsWith("https://");
        }
        int exitCode = SimulatorCli.run(
                List.of("--keystore", keys.toString()), System.out, new PrintStream(errors, true, UTF_8));
        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString(UTF_8)).contains(keys.toString(), "password was incorrect");
    }

    private static URI notificationUrl(GraphSimulator simulator) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(simulator.graphUrl() + ROOT + SimulatorHttpClient.SOCKET_IO))
                .header("Authorization", "Bearer anything")
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        return URI.create(
                SimulatorHttpClient.json(answer).path("notificationUrl").textValue());
    }

    /** Returns the answer to a CONNECT. */
    private static String joinPacket(URI notificationUrl) throws Exception {
        CompletableFuture<String> packet = new CompletableFuture<>();
        String engine = "wss://" + notificationUrl.getAuthority() + "/socket.io/?" + notificationUrl.getRawQuery()
                + "&EIO=4&transport=websocket";
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                if (data.toString().startsWith("0")) {
                    webSocket.sendText("40" + notificationUrl.getPath() + ",", true);
                } else {
                    packet.complete(data.toString());
                }
                webSocket.request(1);
                return null;
            }
        };
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(engine), listener)
                .get(10, TimeUnit.SECONDS);
        try {
            return packet.get(10, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }
}
