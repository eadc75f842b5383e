// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsContextsTest {

    /** Undertow's exception, which hides the cause. */
    private final Exception hidden = new ClosedChannelException();

    private static final String UNDERTOW = "io.undertow.websockets.jsr.ServerWebSocketContainer";
    private static final String OTHER = "org.glassfish.tyrus.client.ClientManager";

    @Test
    void unencrypted_connection_has_no_context() throws Exception {
        assertThat(TlsContexts.of(URI.create("ws://localhost:1/"), UNDERTOW)).isNull();
        assertThat(TlsContexts.refusal(URI.create("ws://localhost:1/"), UNDERTOW, hidden))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {UNDERTOW, OTHER})
    void context_verifies_host_names_with_any_client(String client) throws Exception {
        SSLContext context = TlsContexts.of(URI.create("wss://localhost/"), client);
        assertThat(List.of(context.createSSLEngine("localhost", 1), context.createSSLEngine()))
                .allSatisfy(engine -> assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm())
                        .isEqualTo("HTTPS"));
    }

    @Test
    void context_limits_undertow_to_tls_1_2() throws Exception {
        URI uri = URI.create("wss://localhost/");
        assertThat(TlsContexts.of(uri, UNDERTOW).createSSLEngine().getEnabledProtocols())
                .containsExactly("TLSv1.2");
        assertThat(TlsContexts.of(uri, OTHER).createSSLEngine().getEnabledProtocols())
                .isEqualTo(SSLContext.getDefault().createSSLEngine().getEnabledProtocols());
    }

    @Test
    void certificate_error_hidden_by_undertow_is_found(@TempDir Path directory) {
        SSLContext unknown = TestAuthority.in(directory).server(Certificate.GOOD);
        try (var simulator = GraphSimulator.builder().graphTls(unknown).start()) {
            URI uri = URI.create(simulator.graphUrl().replace("https:", "wss:"));
            assertThat(TlsContexts.refusal(uri, UNDERTOW, hidden))
                    .hasValueSatisfying(refused ->
                            assertThat(refused).hasMessageContaining("unable to find valid certification path"));
            assertThat(TlsContexts.refusal(uri, OTHER, hidden)).isEmpty();
        }
    }

    @Test
    void absent_server_has_no_certificate_error() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertThat(TlsContexts.refusal(URI.create("wss://localhost:" + port + "/"), UNDERTOW, hidden))
                .isEmpty();
    }
}
