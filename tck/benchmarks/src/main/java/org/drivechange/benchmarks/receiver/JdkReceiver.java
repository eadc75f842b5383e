// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;

/** Receiver with the JDK's WebSocket client and a handler that counts frames by their prefix. */
final class JdkReceiver implements Receiver {

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public void open(int port, int number, NotificationCounter counter) {
        URI uri = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
        for (int i = 0; i < number; i++) {
            client.newWebSocketBuilder()
                    .buildAsync(uri, new Counting(counter))
                    .join()
                    .sendText("40/notifications,", true);
        }
    }

    private static final class Counting implements WebSocket.Listener {

        private final NotificationCounter counter;
        private final StringBuilder parts = new StringBuilder();

        Counting(NotificationCounter counter) {
            this.counter = counter;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            socket.request(1);
            parts.append(part);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                if (text.startsWith("42")) {
                    counter.count(text);
                } else if (text.equals("2")) {
                    socket.sendText("3", true);
                }
            }
            return null;
        }
    }
}
