// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;

/** The JDK's own WebSocket client, with a handler that looks at a frame's beginning and counts. */
final class JdkWebSocket implements Receiver {

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public void open(int port, int number, Tally tally) {
        URI uri = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
        for (int i = 0; i < number; i++) {
            client.newWebSocketBuilder()
                    .buildAsync(uri, new Counting(tally))
                    .join()
                    .sendText("40/notifications,", true);
        }
    }

    private static final class Counting implements WebSocket.Listener {

        private final Tally tally;
        private final StringBuilder parts = new StringBuilder();

        Counting(Tally tally) {
            this.tally = tally;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            socket.request(1);
            parts.append(part);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                if (text.startsWith("42")) {
                    tally.count(text);
                } else if (text.equals("2")) {
                    socket.sendText("3", true);
                }
            }
            return null;
        }
    }
}
