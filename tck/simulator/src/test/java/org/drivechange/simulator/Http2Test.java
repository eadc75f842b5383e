// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Http2Test {

    private static final String ROOT = "/me/drive/root";

    @TempDir
    static Path directory;

    @ParameterizedTest
    @EnumSource(Version.class)
    void graph_uses_the_protocol_offered_by_the_client(Version version) throws Exception {
        TestAuthority authority = TestAuthority.in(directory);
        try (GraphSimulator simulator = GraphSimulator.builder()
                .graphTls(authority.server(Certificate.GOOD))
                .start()) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(authority.client())
                    .version(version)
                    .build();
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create(simulator.graphUrl() + ROOT + Http.SOCKET_IO))
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

    @Test
    void hanging_request_does_not_delay_others_on_the_same_connection() throws Exception {
        TestAuthority authority = TestAuthority.in(directory);
        try (GraphSimulator simulator = GraphSimulator.builder()
                .graphTls(authority.server(Certificate.GOOD))
                .start()) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(authority.client()).build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.graphUrl() + ROOT + Http.SOCKET_IO))
                    .header("Authorization", "Bearer anything")
                    .build();
            client.send(request, BodyHandlers.ofString());
            simulator.script(GraphReply.hang());
            var hanging = client.sendAsync(request, BodyHandlers.ofString());
            await().until(() -> simulator.requests().size() == 2);
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThat(hanging).isNotDone();
            hanging.cancel(true);
        }
    }
}
