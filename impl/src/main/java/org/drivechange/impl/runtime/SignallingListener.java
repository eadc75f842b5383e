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
 * Converts the events of one attempt's connection to signals of the session. The session's serial executor may run on the
 * transport's thread, so nothing here blocks. A connection that opens after the attempt has ended is closed here, as the
 * session may have ended too.
 */
final class SignallingListener implements WebSocketListener {

    private final long attempt;
    private final Mailbox mailbox;
    private final InboundLimiter limiter;
    private final SessionClock clock;

    // guarded by this
    private WebSocketConnection connection;
    private boolean ended;

    SignallingListener(long attempt, Mailbox mailbox, InboundLimiter limiter, SessionClock clock) {
        this.attempt = attempt;
        this.mailbox = mailbox;
        this.limiter = limiter;
        this.clock = clock;
    }

    /** Connection, empty until it is open. */
    synchronized Optional<WebSocketConnection> connection() {
        return Optional.ofNullable(connection);
    }

    /** Ends the attempt. The caller closes the returned connection. */
    synchronized Optional<WebSocketConnection> end() {
        ended = true;
        return connection();
    }

    @Override
    public void opened(WebSocketConnection open) {
        if (accept(open)) {
            mailbox.post(new Signal.ConnectionOpened(attempt));
        } else {
            open.close(true);
        }
    }

    private synchronized boolean accept(WebSocketConnection open) {
        if (!ended) {
            connection = open;
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

    /** Submits a frame. A frame lost here may have been a notification, so the connection is abandoned. */
    private void frame(int size, Supplier<Signal> signal) {
        int units = limiter.acquire(size);
        boolean handedOver = false;
        try {
            mailbox.postInline(signal.get(), () -> limiter.release(units));
            handedOver = true;
        } finally {
            if (!handedOver) {
                limiter.release(units);
                mailbox.frameLost();
            }
        }
    }
}
