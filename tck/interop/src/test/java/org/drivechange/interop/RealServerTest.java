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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Tests the servers without DriveChange, on which the other tests rely. */
@EnumSource(SetUp.class)
class RealServerTest extends RealServerTests {

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
    void notifications_count_up() throws Exception {
        try (RawClient client = joined()) {
            server().emit(MY_DRIVE, 2);

            eventually()
                    .untilAsserted(() -> assertThat(client.frames())
                            .filteredOn(frame -> frame.startsWith("42/notifications,[\"notification\",\"{"))
                            .satisfiesExactly(
                                    first -> assertThat(first).contains("\\\"resource\\\":\\\"1\\\""),
                                    second -> assertThat(second).contains("\\\"resource\\\":\\\"2\\\"")));
            assertThat(seen(MY_DRIVE).sessions())
                    .singleElement()
                    .matches(session -> session.engineIo() == setUp().spoken());
        }
    }

    @Test
    void acks_are_counted_on_the_wire_and_in_callbacks() throws Exception {
        try (RawClient client = joined()) {
            server().ask(MY_DRIVE);
            client.send("43/notifications,0[\"got it\"]");
            client.send("43/notifications,0[\"got it\"]");

            eventually().until(() -> seen(MY_DRIVE).ackPackets().size() == 2);
            assertThat(seen(MY_DRIVE).answered()).isOne();
        }
    }

    @Test
    void binary_events_carry_two_attachments() throws Exception {
        String marker = setUp().spoken() == 3 ? "04" : "";
        try (RawClient client = joined()) {
            server().emitBinary(MY_DRIVE, true);

            eventually()
                    .untilAsserted(() -> assertThat(client.frames())
                            .anyMatch(frame -> frame.startsWith("452-/notifications,0[\"bin\","))
                            .contains("<" + marker + "010203>", "<" + marker + "04>"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SILENCE")
    void sessions_are_lost(Loss loss) throws Exception {
        try (RawClient client = joined()) {
            server().lose(MY_DRIVE, loss, 0);

            eventually().until(() -> seen(MY_DRIVE).sessions().isEmpty());
            if (loss.isFarewell()) {
                eventually().until(() -> client.frames().contains("41/notifications,"));
            }
            if (loss != Loss.DISCONNECT) {
                int code = client.closed().get(5, TimeUnit.SECONDS);
                assertThat(code == 1006).isEqualTo(loss == Loss.DESTROY || loss == Loss.RESET);
            }
        }
    }

    @Test
    void silence_keeps_the_connection_open_and_sends_nothing() throws Exception {
        try (RawClient client = joined()) {
            server().lose(MY_DRIVE, Loss.SILENCE, 0);
            eventually().until(() -> seen(MY_DRIVE).sessions().isEmpty());
            int frames = client.frames().size();

            eventually()
                    .during(java.time.Duration.ofSeconds(1))
                    .until(() ->
                            client.frames().size() == frames && !client.closed().isDone());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_NAMESPACE", "REFUSES_WITH_DATA"})
    void a_namespace_is_refused(Trouble trouble) throws Exception {
        try (RawClient client = troubled(trouble, setUp().asked())) {
            eventually().until(() -> client.frames().stream().anyMatch(frame -> frame.startsWith("44/")));
        }
    }

    @Test
    void a_connect_is_not_answered() throws Exception {
        try (RawClient client = troubled(Trouble.NO_CONNECT_ANSWER, setUp().asked())) {
            eventually().until(() -> !client.frames().isEmpty());
            forHalfASecond(() -> client.frames().stream().noneMatch(frame -> frame.startsWith("40/")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_OPEN_PACKET", "SERVED_BY_3"})
    void an_upgraded_connection_stays_silent(Trouble trouble) throws Exception {
        try (RawClient client = troubled(trouble, 3)) {
            forHalfASecond(() -> client.frames().isEmpty() && !client.closed().isDone());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UPGRADE_REFUSED", "SERVED_BY_4"})
    void an_upgrade_fails(Trouble trouble) {
        // detected while opening, sending or waiting, whichever comes first
        Throwable failure = catchThrowable(() -> {
            try (RawClient client = troubled(trouble, 3)) {
                assertThat(client.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1006);
                throw new IOException("closed with 1006");
            }
        });
        assertThat(Stream.iterate(failure, Objects::nonNull, Throwable::getCause))
                .anyMatch(IOException.class::isInstance);
        assertThat(seen(MY_DRIVE).links()).hasSize(1);
    }

    @Test
    void socket_io_and_the_process_restart_on_the_same_port() throws Exception {
        URI graph = server().graphUrl();
        server().stopSocketIo();
        assertThat(seen(MY_DRIVE).sessions()).isEmpty();
        server().startSocketIo();
        joined().close();

        server().restartProcess();

        joined().close();
        assertThat(server().graphUrl()).isEqualTo(graph);
    }

    private static void forHalfASecond(Callable<Boolean> holds) {
        eventually().during(Duration.ofMillis(500)).until(holds);
    }

    private RawClient troubled(Trouble trouble, int engineIo) throws Exception {
        server().trouble(MY_DRIVE, trouble);
        URI notificationUrl = subscribe();
        RawClient client = new RawClient(notificationUrl, engineIo);
        client.send(connect(notificationUrl));
        return client;
    }

    private RawClient joined() throws Exception {
        URI notificationUrl = subscribe();
        RawClient client = new RawClient(notificationUrl, setUp().asked());
        client.send(connect(notificationUrl));
        eventually().until(() -> seen(MY_DRIVE).sessions().size() == 1);
        return client;
    }

    private String connect(URI notificationUrl) {
        String query = setUp().asked() == 3 ? "?" + notificationUrl.getRawQuery() : "";
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
