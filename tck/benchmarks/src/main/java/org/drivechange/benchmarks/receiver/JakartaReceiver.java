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
 * A Jakarta WebSocket client whose handler looks at a frame's beginning and counts: the least that a container costs. Each
 * session has a URL of its own, as Graph gives them.
 */
final class TextHandler implements Receiver {

    private static final int LIMIT = 1 << 20;

    private final Supplier<WebSocketContainer> container;

    /** Asked anew for each session. */
    TextHandler(Supplier<WebSocketContainer> container) {
        this.container = container;
    }

    @Override
    public void open(int port, int number, Tally tally) throws Exception {
        for (int i = 0; i < number; i++) {
            URI uri = URI.create("ws://127.0.0.1:" + port + "/socket.io/?token=w1-" + UUID.randomUUID()
                    + "&EIO=4&transport=websocket");
            WebSocketContainer client = container.get();
            client.setDefaultMaxTextMessageBufferSize(LIMIT);
            client.connectToServer(
                    new Counting(tally), ClientEndpointConfig.Builder.create().build(), uri);
        }
    }

    private static final class Counting extends Endpoint {

        private final Tally tally;

        Counting(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxIdleTimeout(0);
            session.setMaxTextMessageBufferSize(LIMIT);
            session.addMessageHandler(String.class, text -> {
                if (text.startsWith("42")) {
                    tally.count(text);
                } else if (text.equals("2")) {
                    session.getAsyncRemote().sendText("3");
                }
            });
            session.getAsyncRemote().sendText("40/notifications,");
        }
    }
}
