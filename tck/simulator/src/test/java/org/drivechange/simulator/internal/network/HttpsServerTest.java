// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.drivechange.simulator.DeltaFault;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpsServerTest {

    private static final String ROOT = "/me/drive/root";

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void https_server_negotiates_the_protocol_of_the_client(Version version) throws Exception {
        try (GraphSimulator simulator = GraphSimulator.builder()
                .graphTls(authority.server(Certificate.GOOD))
                .start()) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(authority.client())
                    .version(version)
                    .build();
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create(simulator.graphUrl() + ROOT + SimulatorHttpClient.SOCKET_IO))
                                .header("Authorization", "Bearer anything")
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Date")).isPresent();
                assertThat(answer.body()).contains("notificationUrl");
            }
            assertThat(simulator.requests()).hasSize(3).allMatch(request -> ROOT.equals(request.target()));
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void delta_over_tls_has_links_of_its_origin_and_may_end_within_the_body(Version version) throws Exception {
        try (GraphSimulator simulator = GraphSimulator.builder()
                .graphTls(authority.server(Certificate.GOOD))
                .start()) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(authority.client())
                    .version(version)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.graphUrl() + ROOT + "/delta"))
                    .header("Authorization", "Bearer anything")
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body())
                    .contains("\"@odata.deltaLink\":\"" + request.uri() + "?token=");

            simulator.drive(ROOT).fault(DeltaFault.ABORTED_BODY);

            assertThatIOException().isThrownBy(() -> client.send(request, BodyHandlers.ofString()));
        }
    }

    @Test
    void https_server_answers_other_requests_on_a_connection_with_a_hanging_one() throws Exception {
        try (GraphSimulator simulator = GraphSimulator.builder()
                .graphTls(authority.server(Certificate.GOOD))
                .start()) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(authority.client()).build();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(simulator.graphUrl() + ROOT + SimulatorHttpClient.SOCKET_IO))
                    .header("Authorization", "Bearer anything")
                    .build();
            client.send(request, BodyHandlers.ofString());
            simulator.script(ScriptedResponse.hang());
            var hanging = client.sendAsync(request, BodyHandlers.ofString());
            await().until(() -> simulator.requests().size() == 2);
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThat(hanging).isNotDone();
            hanging.cancel(true);
        }
    }
}
