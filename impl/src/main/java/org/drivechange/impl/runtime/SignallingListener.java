// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.connection.WebSocketConnection;
import org.drivechange.impl.connection.WebSocketListener;
import org.drivechange.impl.session.Signal;

/**
 * Hands what happens on one attempt's link to the session, whose strand may well run on the transport's thread: nothing on
 * it blocks. A link that opens when nobody wants it any more is closed here: the session may be gone by then, and its strand
 * with it.
 */
final class SignallingListener implements WebSocketListener {

    private final long attempt;
    private final Mailbox mailbox;
    private final InboundLimiter limiter;
    private final SessionClock clock;

    // guarded by this
    private WebSocketConnection link;
    private boolean ended;

    SignallingListener(long attempt, Mailbox inbox, InboundLimiter inflow, SessionClock clock) {
        this.attempt = attempt;
        this.mailbox = inbox;
        this.limiter = inflow;
        this.clock = clock;
    }

    /** The link, once it is open. */
    synchronized Optional<WebSocketConnection> link() {
        return Optional.ofNullable(link);
    }

    /** The attempt is over; what is open is the caller's to close. */
    synchronized Optional<WebSocketConnection> end() {
        ended = true;
        return link();
    }

    @Override
    public void opened(WebSocketConnection open) {
        if (wanted(open)) {
            mailbox.post(new Signal.ConnectionOpened(attempt));
        } else {
            open.close(true);
        }
    }

    private synchronized boolean wanted(WebSocketConnection open) {
        if (!ended) {
            link = open;
        }
        return !ended;
    }

    @Override
    public void text(String frame) {
        frame(frame.length(), () -> new Signal.TextReceived(attempt, frame, clock.arrival()));
    }

    @Override
    public void binary(ByteBuffer frame) {
        frame(frame.remaining(), () -> new Signal.BinaryReceived(attempt, frame, clock.arrival()));
    }

    @Override
    public void tooLarge(String found) {
        mailbox.post(new Signal.MessageTooLarge(attempt, found));
    }

    @Override
    public void ponged() {
        mailbox.post(new Signal.PongReceived(attempt));
    }

    @Override
    public void lost(String found) {
        mailbox.post(new Signal.ConnectionLost(attempt, found));
    }

    /** A frame that is lost here may have been a notification, so that the link is lost with it. */
    private void frame(int size, Supplier<Signal> signal) {
        int units = limiter.acquire(size);
        boolean handedOver = false;
        try {
            handOver(signal.get(), units);
            handedOver = true;
        } finally {
            if (!handedOver) {
                limiter.release(units);
                mailbox.frameLost();
            }
        }
    }

    private void handOver(Signal signal, int units) {
        mailbox.executeInline(() -> {
            try {
                mailbox.process(signal);
            } finally {
                limiter.release(units);
            }
        });
    }
}
