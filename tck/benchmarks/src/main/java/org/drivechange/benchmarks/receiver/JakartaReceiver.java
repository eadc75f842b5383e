// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Receiver with a Jakarta WebSocket client and a handler that counts frames by their prefix: the minimum cost of a
 * container. Each session has its own URL, as with Graph.
 */
final class JakartaReceiver implements Receiver {

    private static final int LIMIT = 1 << 20;

    private final Supplier<WebSocketContainer> container;

    /** The supplier is called for each session. */
    JakartaReceiver(Supplier<WebSocketContainer> container) {
        this.container = container;
    }

    @Override
    public void open(int port, int number, NotificationCounter counter) throws Exception {
        for (int i = 0; i < number; i++) {
            URI uri = URI.create("ws://127.0.0.1:" + port + "/socket.io/?token=w1-" + UUID.randomUUID()
                    + "&EIO=4&transport=websocket");
            WebSocketContainer client = container.get();
            client.setDefaultMaxTextMessageBufferSize(LIMIT);
            client.connectToServer(
                    new Counting(counter), ClientEndpointConfig.Builder.create().build(), uri);
        }
    }

    private static final class Counting extends Endpoint {

        private final NotificationCounter counter;

        Counting(NotificationCounter counter) {
            this.counter = counter;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxIdleTimeout(0);
            session.setMaxTextMessageBufferSize(LIMIT);
            session.addMessageHandler(String.class, text -> {
                if (text.startsWith("42")) {
                    counter.count(text);
                } else if (text.equals("2")) {
                    session.getAsyncRemote().sendText("3");
                }
            });
            session.getAsyncRemote().sendText("40/notifications,");
        }
    }
}
