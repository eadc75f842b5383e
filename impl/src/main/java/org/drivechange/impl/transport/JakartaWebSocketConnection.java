// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.drivechange.impl.connection.WebSocketConnection;
import org.drivechange.impl.connection.WebSocketListener;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.Redactor;

/**
 * Jakarta WebSocket connection. Sends one frame at a time, because not every container accepts a second frame before the
 * first was sent.
 */
final class JakartaWebSocketConnection implements WebSocketConnection {

    /** Bounds the memory for acks that a server requests but does not read. */
    private static final int MAX_WAITING = 1024;

    private static final byte[] PING = "drain".getBytes(StandardCharsets.US_ASCII);

    private interface Frame {
        void sendTo(FrameWriter server, Consumer<Throwable> done);
    }

    private final Session session;
    private final WebSocketListener listener;
    private final Redactor redactor;
    private final FrameWriter server;

    // guarded by the queue
    private final Queue<Frame> waiting = new ArrayDeque<>(2);
    private boolean sending;

    JakartaWebSocketConnection(Session session, WebSocketListener listener, Redactor redactor, FrameWriter server) {
        this.session = session;
        this.listener = listener;
        this.redactor = redactor;
        this.server = server;
    }

    @Override
    public void send(String frame) {
        add((out, done) -> out.text(frame, done));
    }

    @Override
    public void ping() {
        // Liberty's client masks the given buffer in place
        add((out, done) -> out.ping(ByteBuffer.wrap(PING.clone()), done));
    }

    /** Handles a pong. Ignores unsolicited ones (RFC 6455, section 5.5.3). */
    void ponged(ByteBuffer data) {
        if (data.equals(ByteBuffer.wrap(PING))) {
            listener.ponged();
        }
    }

    @Override
    public void close(boolean goingAway) {
        try {
            session.close(new CloseReason(goingAway ? CloseCodes.GOING_AWAY : CloseCodes.NORMAL_CLOSURE, ""));
        } catch (IOException | RuntimeException ignored) {
            // already closed
        } finally {
            giveUp();
        }
    }

    private void add(Frame frame) {
        boolean full;
        boolean begin;
        synchronized (waiting) {
            full = waiting.size() + (sending ? 1 : 0) >= MAX_WAITING;
            begin = !full && !sending;
            if (!full) {
                waiting.add(frame);
                sending = true;
            }
        }
        if (full) {
            listener.lost("the server does not read the frames sent to it");
        } else if (begin) {
            sendAll();
        }
    }

    /** Sends frames as long as they complete synchronously. One that completes later continues the loop. */
    private void sendAll() {
        Frame next = next();
        while (next != null && completesSynchronously(next)) {
            next = next();
        }
    }

    private boolean completesSynchronously(Frame frame) {
        PendingWrite write = new PendingWrite();
        try {
            frame.sendTo(server, write);
        } catch (Throwable failure) {
            write.accept(failure);
        }
        return write.returned();
    }

    /** A frame that is being sent. The first completion counts, later ones are ignored. */
    private final class PendingWrite implements Consumer<Throwable> {

        // guarded by this
        private boolean completed;
        private boolean waiting;

        @Override
        public void accept(Throwable failure) {
            boolean resume;
            synchronized (this) {
                if (completed) {
                    return;
                }
                completed = true;
                resume = waiting;
            }
            if (failure != null) {
                lost(failure);
            }
            if (resume) {
                sendAll();
            }
        }

        /**
         * Called when sending has returned. Returns whether the frame has completed; if not, its completion continues the
         * loop.
         */
        synchronized boolean returned() {
            waiting = !completed;
            return completed;
        }
    }

    private Frame next() {
        synchronized (waiting) {
            Frame next = waiting.poll();
            sending = next != null;
            return next;
        }
    }

    private void lost(Throwable failure) {
        listener.lost(ErrorMessages.describe(failure, redactor));
        giveUp();
    }

    /** Drops queued frames. */
    private void giveUp() {
        synchronized (waiting) {
            waiting.clear();
        }
        server.giveUp();
    }
}
