// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Minimal Socket.IO client that can join a namespace. Verifies the behavior of the servers. */
public final class SocketIoTestClient implements WebSocket.Listener, AutoCloseable {

    private static final int CLOSED_ABRUPTLY = 1006;

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    public SocketIoTestClient(URI notificationUrl, int engineIo) {
        URI url = URI.create("ws://" + notificationUrl.getAuthority() + "/socket.io/?" + notificationUrl.getRawQuery()
                + "&EIO=" + engineIo + "&transport=websocket");
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(url, this)
                .join();
    }

    public void send(String frame) {
        socket.sendText(frame, true).join();
    }

    /** Returns all frames received, binary ones as {@code <bytes>}. */
    public List<String> frames() {
        return List.copyOf(frames);
    }

    /** Returns the close code once the connection is closed. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            frames.add(text.toString());
            if (text.toString().equals("2")) {
                webSocket.sendText("3", true);
            }
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        frames.add("<" + HexFormat.of().formatHex(bytes) + ">");
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(CLOSED_ABRUPTLY);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
