// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.drivechange.impl.ClientLoader;
import org.drivechange.impl.connection.UnreachableHostException;
import org.junit.jupiter.api.Test;

class JakartaWebSocketConnectorTest {

    private static final URI ENGINE = URI.create("ws://127.0.0.1:1/socket.io/?token=s3cr3t");

    private static Throwable failure(URI uri, Map<String, Object> properties) {
        JakartaWebSocketConnector connector = new JakartaWebSocketConnector(
                new TransportSettings(1 << 20, properties),
                JakartaWebSocketConnectorTest.class.getClassLoader(),
                Runnable::run,
                List.of());
        return catchThrowable(() -> connector.open(uri, new LostConnections()));
    }

    /** Returns the exception of a failed connect. */
    private static Throwable failure(Map<String, Object> properties, ClientLoader.Connecting client)
            throws IOException {
        try (ClientLoader loader = new ClientLoader(client)) {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
            return failure(ENGINE, properties);
        }
    }

    @Test
    void refused_connection_names_the_address_that_the_client_tried() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(failure(URI.create("ws://127.0.0.1:" + port + "/socket.io/?token=s3cr3t"), Map.of()))
                .isInstanceOf(UnreachableHostException.class)
                .hasMessage("connection refused, tried 127.0.0.1");
    }

    @Test
    void unknown_host_is_named() {
        assertThat(failure(URI.create("ws://nowhere.invalid/socket.io/?token=s3cr3t"), Map.of()))
                .isInstanceOf(UnreachableHostException.class)
                .hasMessage("no such host: nowhere.invalid");
    }

    @Test
    void timeout_of_the_network_names_the_address_and_no_credentials() throws IOException {
        assertThat(failure(Map.of(), uri -> {
                    throw new DeploymentException(
                            "Connecting to " + uri + " failed.", new ConnectException("Connection timed out: " + uri));
                }))
                .isInstanceOf(UnreachableHostException.class)
                .hasMessage("ConnectException: Connection timed out: ws://127.0.0.1:1/socket.io/?…, tried 127.0.0.1");
    }

    @Test
    void failure_behind_a_proxy_keeps_the_clients_message() throws IOException {
        assertThat(failure(Map.of("org.glassfish.tyrus.client.proxyUri", "http://proxy:3128"), uri -> {
                    throw new ConnectException("Connection refused");
                }))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection refused");
    }

    @Test
    void out_of_memory_failure_mentions_an_endless_header() throws IOException {
        assertThat(failure(Map.of(), uri -> {
                    throw new OutOfMemoryError("on purpose");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("header of the server's response may be endless")
                .hasMessageContaining("impl/docs/security.md")
                .hasRootCauseInstanceOf(OutOfMemoryError.class);
    }
}
