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
 * Sets Tyrus's count right for a WebSocket that opens although connecting was given up. Tyrus counts its connections, and
 * with the last one shuts its executors down; such a one it takes off twice, so that another session's executors may be
 * gone while it is open.
 */
final class TyrusConnectionCountWorkaround {

    /** Tyrus adds a connection first, then refuses its scheme, and does not take it off. */
    private static final URI COUNTED_ONLY = URI.create("counted:/only");

    private final WebSocketContainer client;
    private final AtomicInteger happened = new AtomicInteger();

    TyrusConnectionCountWorkaround(WebSocketContainer client) {
        this.client = client;
    }

    /** The WebSocket has opened. Once. */
    void opened() {
        countWhereBoth();
    }

    /** Connecting has failed, or was given up. Once. */
    void failed() {
        countWhereBoth();
    }

    private void countWhereBoth() {
        if (happened.incrementAndGet() == 2 && client.getClass().getName().startsWith("org.glassfish.tyrus.")) {
            try {
                client.connectToServer(
                        new Nobody(), ClientEndpointConfig.Builder.create().build(), COUNTED_ONLY);
            } catch (DeploymentException | IOException | RuntimeException refused) {
                // as it must be
            }
        }
    }

    private static final class Nobody extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {}
    }
}
