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

/** Sends one frame at a time, as not every container takes a second one before the first has left. */
final class JakartaWebSocketConnection implements WebSocketConnection {

    /** A server that asks for acks and does not read them must not fill the memory. */
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
        // Liberty's client masks what it is given
        add((out, done) -> out.ping(ByteBuffer.wrap(PING.clone()), done));
    }

    /** A pong that nobody asked for is none of ours; RFC 6455, section 5.5.3. */
    void ponged(ByteBuffer data) {
        if (data.equals(ByteBuffer.wrap(PING))) {
            listener.ponged();
        }
    }

    @Override
    public void close(boolean goingAway) {
        try {
            session.close(new CloseReason(goingAway ? CloseCodes.GOING_AWAY : CloseCodes.NORMAL_CLOSURE, ""));
        } catch (IOException | RuntimeException alreadyGone) {
            // there is nothing left to close
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
            listener.lost("the server does not read what it is sent");
        } else if (begin) {
            sendAll();
        }
    }

    /** As long as they leave at once; the last that does not goes on with this when it has left. */
    private void sendAll() {
        Frame next = next();
        while (next != null && leavesAtOnce(next)) {
            next = next();
        }
    }

    private boolean leavesAtOnce(Frame frame) {
        PendingWrite leaving = new PendingWrite();
        try {
            frame.sendTo(server, leaving);
        } catch (Throwable refused) {
            leaving.accept(refused);
        }
        return leaving.returned();
    }

    /** A frame that is being sent; told once that it has left, or was refused, what comes later does not count. */
    private final class PendingWrite implements Consumer<Throwable> {

        // guarded by this
        private boolean left;
        private boolean waiting;

        @Override
        public void accept(Throwable refused) {
            boolean goOn;
            synchronized (this) {
                if (left) {
                    return;
                }
                left = true;
                goOn = waiting;
            }
            if (refused != null) {
                lost(refused);
            }
            if (goOn) {
                sendAll();
            }
        }

        /** Sending has returned; whether the frame has left by now. If not, it goes on by itself. */
        synchronized boolean returned() {
            waiting = !left;
            return left;
        }
    }

    private Frame next() {
        synchronized (waiting) {
            Frame next = waiting.poll();
            sending = next != null;
            return next;
        }
    }

    private void lost(Throwable refused) {
        listener.lost(ErrorMessages.describe(refused, redactor));
        giveUp();
    }

    /** What waits is not sent. */
    private void giveUp() {
        synchronized (waiting) {
            waiting.clear();
        }
        server.giveUp();
    }
}
