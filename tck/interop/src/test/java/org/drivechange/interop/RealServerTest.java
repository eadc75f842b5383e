// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.drivechange.interop.server.ConnectFailure;
import org.drivechange.interop.server.DisconnectKind;
import org.drivechange.interop.server.ServerVariant;
import org.drivechange.interop.server.SocketIoTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Tests the servers without DriveChange, on which the other tests rely. */
@EnumSource(ServerVariant.class)
class RealServerTest extends RealServerTestBase {

    RealServerTest() {
        super("--ping-interval", "300", "--ping-timeout", "300");
    }

    @Test
    void graph_requires_an_access_token() throws Exception {
        HttpRequest bare = HttpRequest.newBuilder(subscription()).build();

        assertThat(get(bare).statusCode()).isEqualTo(401);
        assertThat(get(bare).body()).contains("InvalidAuthenticationToken");
    }

    @Test
    void real_server_numbers_notifications() throws Exception {
        try (SocketIoTestClient client = joined()) {
            server().emit(MY_DRIVE, 2);

            eventually()
                    .untilAsserted(() -> assertThat(client.frames())
                            .filteredOn(frame -> frame.startsWith("42/notifications,[\"notification\",\"{"))
                            .satisfiesExactly(
                                    first -> assertThat(first).contains("\\\"resource\\\":\\\"1\\\""),
                                    second -> assertThat(second).contains("\\\"resource\\\":\\\"2\\\"")));
            assertThat(stateOf(MY_DRIVE).sessions())
                    .singleElement()
                    .matches(session -> session.engineIo() == variant().effectiveEngineIo());
        }
    }

    @Test
    void real_server_counts_acks_on_the_wire_and_in_callbacks() throws Exception {
        try (SocketIoTestClient client = joined()) {
            server().emitWithAck(MY_DRIVE);
            client.send("43/notifications,0[\"got it\"]");
            client.send("43/notifications,0[\"got it\"]");

            eventually().until(() -> stateOf(MY_DRIVE).ackPackets().size() == 2);
            assertThat(stateOf(MY_DRIVE).answered()).isOne();
        }
    }

    @Test
    void real_server_sends_binary_events_with_two_attachments() throws Exception {
        String marker = variant().effectiveEngineIo() == 3 ? "04" : "";
        try (SocketIoTestClient client = joined()) {
            server().emitBinary(MY_DRIVE, true);

            eventually()
                    .untilAsserted(() -> assertThat(client.frames())
                            .anyMatch(frame -> frame.startsWith("452-/notifications,0[\"bin\","))
                            .contains("<" + marker + "010203>", "<" + marker + "04>"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SILENCE")
    void real_server_disconnects_sessions(DisconnectKind kind) throws Exception {
        try (SocketIoTestClient client = joined()) {
            server().disconnect(MY_DRIVE, kind, 0);

            eventually().until(() -> stateOf(MY_DRIVE).sessions().isEmpty());
            if (kind.endsSubscription()) {
                eventually().until(() -> client.frames().contains("41/notifications,"));
            }
            if (kind != DisconnectKind.DISCONNECT) {
                int code = client.closed().get(5, TimeUnit.SECONDS);
                assertThat(code == 1006).isEqualTo(kind == DisconnectKind.DESTROY || kind == DisconnectKind.RESET);
            }
        }
    }

    @Test
    void real_server_silences_an_open_connection() throws Exception {
        try (SocketIoTestClient client = joined()) {
            server().disconnect(MY_DRIVE, DisconnectKind.SILENCE, 0);
            eventually().until(() -> stateOf(MY_DRIVE).sessions().isEmpty());
            int frames = client.frames().size();

            eventually()
                    .during(java.time.Duration.ofSeconds(1))
                    .until(() ->
                            client.frames().size() == frames && !client.closed().isDone());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_NAMESPACE", "REFUSES_WITH_DATA"})
    void real_server_rejects_a_namespace(ConnectFailure failure) throws Exception {
        try (SocketIoTestClient client = connectWithFailure(failure, variant().requestedEngineIo())) {
            eventually().until(() -> client.frames().stream().anyMatch(frame -> frame.startsWith("44/")));
        }
    }

    @Test
    void real_server_omits_the_connect_response() throws Exception {
        try (SocketIoTestClient client =
                connectWithFailure(ConnectFailure.NO_CONNECT_ANSWER, variant().requestedEngineIo())) {
            eventually().until(() -> !client.frames().isEmpty());
            throughoutHalfASecond(() -> client.frames().stream().noneMatch(frame -> frame.startsWith("40/")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_OPEN_PACKET", "SERVED_BY_3"})
    void real_server_stays_silent_after_an_upgrade(ConnectFailure failure) throws Exception {
        try (SocketIoTestClient client = connectWithFailure(failure, 3)) {
            throughoutHalfASecond(
                    () -> client.frames().isEmpty() && !client.closed().isDone());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UPGRADE_REFUSED", "SERVED_BY_4"})
    void real_server_fails_an_upgrade(ConnectFailure failure) {
        // detected while opening, sending or waiting, whichever comes first
        Throwable thrown = catchThrowable(() -> {
            try (SocketIoTestClient client = connectWithFailure(failure, 3)) {
                assertThat(client.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1006);
                throw new IOException("closed with 1006");
            }
        });
        assertThat(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause))
                .anyMatch(IOException.class::isInstance);
        assertThat(stateOf(MY_DRIVE).links()).hasSize(1);
    }

    @Test
    void real_server_restarts_on_the_same_port() throws Exception {
        URI graph = server().graphUrl();
        server().stopSocketIo();
        assertThat(stateOf(MY_DRIVE).sessions()).isEmpty();
        server().startSocketIo();
        joined().close();

        server().restartProcess();

        joined().close();
        assertThat(server().graphUrl()).isEqualTo(graph);
    }

    private static void throughoutHalfASecond(Callable<Boolean> holds) {
        eventually().during(Duration.ofMillis(500)).until(holds);
    }

    private SocketIoTestClient connectWithFailure(ConnectFailure failure, int engineIo) throws Exception {
        server().injectFailure(MY_DRIVE, failure);
        URI notificationUrl = subscribe();
        SocketIoTestClient client = new SocketIoTestClient(notificationUrl, engineIo);
        client.send(connect(notificationUrl));
        return client;
    }

    private SocketIoTestClient joined() throws Exception {
        URI notificationUrl = subscribe();
        SocketIoTestClient client =
                new SocketIoTestClient(notificationUrl, variant().requestedEngineIo());
        client.send(connect(notificationUrl));
        eventually().until(() -> stateOf(MY_DRIVE).sessions().size() == 1);
        return client;
    }

    private String connect(URI notificationUrl) {
        String query = variant().requestedEngineIo() == 3 ? "?" + notificationUrl.getRawQuery() : "";
        return "40" + notificationUrl.getRawPath() + query + ",";
    }

    private URI subscribe() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(subscription())
                .header("Authorization", "Bearer token")
                .build();
        return URI.create(new ObjectMapper()
                .readTree(get(request).body())
                .get("notificationUrl")
                .textValue());
    }

    private URI subscription() {
        return URI.create(server().graphUrl() + MY_DRIVE.path() + "/subscriptions/socketIo");
    }

    private static HttpResponse<String> get(HttpRequest request) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
