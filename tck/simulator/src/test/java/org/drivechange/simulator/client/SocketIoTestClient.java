// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.drivechange.simulator.GraphSimulator;

/** Frame-level Socket.IO client, which sends nothing on its own. */
public final class SocketIoTestClient implements WebSocket.Listener, AutoCloseable {

    public static final int EIO_3 = 3;

    public static final int EIO_4 = 4;

    private static final long SECONDS = 30;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    private final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();

    private final BlockingQueue<byte[]> pongs = new LinkedBlockingQueue<>();

    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private final StringBuilder partial = new StringBuilder();

    private WebSocket socket;

    /** Opens the Engine.IO connection with the query of a notificationUrl. */
    public static SocketIoTestClient open(URI notificationUrl, int engineIo) {
        SocketIoTestClient client = new SocketIoTestClient();
        String authority = notificationUrl.getRawAuthority();
        String query = notificationUrl.getRawQuery() + "&EIO=" + engineIo + "&transport=websocket";
        client.socket = CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + authority + "/socket.io/?" + query), client)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        return client;
    }

    /** Opens the Engine.IO connection and joins the namespace of a new subscription. */
    public static SocketIoTestClient joined(GraphSimulator simulator, String target, int engineIo) {
        URI url = new SimulatorHttpClient(simulator).notificationUrl(target);
        SocketIoTestClient client = open(url, engineIo);
        assertThat(client.text()).startsWith("0{");
        if (engineIo == EIO_3) {
            assertThat(client.text()).isEqualTo("40");
        }
        client.send("40" + url.getPath() + ",");
        assertThat(client.text()).startsWith("40" + url.getPath());
        return client;
    }

    public void send(String frame) {
        socket.sendText(frame, true).join();
    }

    /** Sends one message in two WebSocket fragments. */
    public void send(String start, String end) {
        socket.sendText(start, false).join();
        socket.sendText(end, true).join();
    }

    public void sendBinary(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    }

    /** Returns the next text frame. */
    public String text() {
        return next(texts);
    }

    public byte[] binary() {
        return next(binaries);
    }

    public byte[] pong() {
        return next(pongs);
    }

    public boolean isSilent() {
        return texts.isEmpty() && binaries.isEmpty() && !closed.isDone();
    }

    /** Returns the status of the server's close frame; fails if the connection ends without one. */
    public int closeCode() {
        try {
            return closed.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new AssertionError("no close frame", e);
        }
    }

    public CompletableFuture<Integer> closeFuture() {
        return closed;
    }

    public WebSocket socket() {
        return socket;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        binaries.add(bytes(data));
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer data) {
        pongs.add(bytes(data));
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    private static <T> T next(BlockingQueue<T> frames) {
        try {
            T frame = frames.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within %d s", SECONDS).isNotNull();
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
