// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.drivechange.impl.session.Causes;
import org.drivechange.impl.session.Link;
import org.drivechange.impl.session.LinkListener;

/** Sends one frame at a time, as not every container takes a second one before the first has left. */
final class WebSocketLink implements Link {

    /** A server that asks for acks and does not read them must not fill the memory. */
    private static final int MAX_WAITING = 1024;

    private static final byte[] PING = "drain".getBytes(StandardCharsets.US_ASCII);

    private final Session session;
    private final LinkListener listener;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;

    WebSocketLink(Session session, LinkListener listener) {
        this.session = session;
        this.listener = listener;
    }

    @Override
    public void send(String frame) {
        boolean full;
        synchronized (waiting) {
            full = waiting.size() >= MAX_WAITING;
            if (sending && !full) {
                waiting.add(frame);
                return;
            }
            sending = true;
        }
        if (full) {
            listener.lost("the server does not read what it is sent");
        } else {
            transmit(frame);
        }
    }

    @Override
    public void ping() {
        try {
            session.getBasicRemote().sendPing(ByteBuffer.wrap(PING));
        } catch (IOException | RuntimeException refused) {
            listener.lost(Causes.describe(refused));
        }
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
        }
    }

    private void transmit(String frame) {
        try {
            session.getAsyncRemote().sendText(frame, this::sent);
        } catch (RuntimeException refused) {
            listener.lost(Causes.describe(refused));
        }
    }

    private void sent(SendResult result) {
        if (!result.isOK()) {
            listener.lost(result.getException() == null ? "a send failed" : Causes.describe(result.getException()));
            return;
        }
        String next;
        synchronized (waiting) {
            next = waiting.poll();
            sending = next != null;
        }
        if (next != null) {
            transmit(next);
        }
    }
}
