// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Corrects Tyrus's connection count for a WebSocket that opens after connecting was aborted. Tyrus shuts its executors
 * down with the last connection. It decrements the count twice for such a connection, so the executors of another open
 * session might be shut down.
 */
final class TyrusConnectionCountWorkaround {

    /** Tyrus counts the connection, rejects its scheme, and does not decrement the count. */
    private static final URI COUNTED_ONLY = URI.create("counted:/only");

    private final WebSocketContainer client;
    private final AtomicInteger events = new AtomicInteger();

    TyrusConnectionCountWorkaround(WebSocketContainer client) {
        this.client = client;
    }

    /** Called once when the WebSocket has opened. */
    void opened() {
        incrementIfBoth();
    }

    /** Called once when connecting has failed or was aborted. */
    void failed() {
        incrementIfBoth();
    }

    private void incrementIfBoth() {
        if (events.incrementAndGet() == 2 && client.getClass().getName().startsWith("org.glassfish.tyrus.")) {
            try {
                client.connectToServer(
                        new UnusedEndpoint(),
                        ClientEndpointConfig.Builder.create().build(),
                        COUNTED_ONLY);
            } catch (DeploymentException | IOException | RuntimeException ignored) {
                // expected
            }
        }
    }

    private static final class UnusedEndpoint extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {}
    }
}
