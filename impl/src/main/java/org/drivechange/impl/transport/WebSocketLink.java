// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.drivechange.impl.session.Causes;
import org.drivechange.impl.session.Link;
import org.drivechange.impl.session.LinkListener;

/**
 * Sends one frame at a time, as not every container takes a second one before the first has left; and on a thread that may
 * block, as Tomcat's client does until the other side reads, also where it is asked not to.
 */
final class WebSocketLink implements Link {

    /** A server that asks for acks and does not read them must not fill the memory. */
    private static final int MAX_WAITING = 1024;

    private static final byte[] PING = "drain".getBytes(StandardCharsets.US_ASCII);

    private interface Frame {
        void sendTo(RemoteEndpoint.Basic server) throws IOException;
    }

    private final Session session;
    private final LinkListener listener;
    private final Executor threads;

    // guarded by the queue
    private final Queue<Frame> waiting = new ArrayDeque<>();
    private boolean sending;
    private Thread sender;

    WebSocketLink(Session session, LinkListener listener, Executor threads) {
        this.session = session;
        this.listener = listener;
        this.threads = threads;
    }

    @Override
    public void send(String frame) {
        add(server -> server.sendText(frame));
    }

    @Override
    public void ping() {
        // Liberty's client masks what it is given
        add(server -> server.sendPing(ByteBuffer.wrap(PING.clone())));
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
            full = waiting.size() >= MAX_WAITING;
            begin = !full && !sending;
            if (!full) {
                waiting.add(frame);
                sending = true;
            }
        }
        if (full) {
            listener.lost("the server does not read what it is sent");
        } else if (begin) {
            threads.execute(this::sendAll);
        }
    }

    private void sendAll() {
        try {
            for (Optional<Frame> next = next(); next.isPresent(); next = next()) {
                next.get().sendTo(session.getBasicRemote());
            }
        } catch (Throwable refused) {
            listener.lost(Causes.describe(refused));
            giveUp();
        }
    }

    private Optional<Frame> next() {
        synchronized (waiting) {
            Frame next = waiting.poll();
            sending = next != null;
            sender = sending ? Thread.currentThread() : null;
            if (!sending) {
                // the thread is needed elsewhere, where nobody wants it interrupted
                Thread.interrupted();
            }
            return Optional.ofNullable(next);
        }
    }

    /** What waits is not sent, and a thread that waits to send comes back. */
    private void giveUp() {
        synchronized (waiting) {
            waiting.clear();
            if (sender != null && sender != Thread.currentThread()) {
                sender.interrupt();
            }
            sender = null;
        }
    }
}
