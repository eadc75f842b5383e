// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.impl.connection.WebSocketConnection;
import org.drivechange.impl.session.Signal;
import org.junit.jupiter.api.Test;

class SignallingListenerTest {

    private final List<Signal> signals = new ArrayList<>();
    private final List<Boolean> closings = new ArrayList<>();
    private int damages;

    private final WebSocketConnection link = new WebSocketConnection() {
        @Override
        public void send(String frame) {}

        @Override
        public void ping() {}

        @Override
        public void close(boolean goingAway) {
            closings.add(goingAway);
        }
    };

    private final SignallingListener listener = new SignallingListener(
            7,
            new Mailbox() {
                @Override
                public void post(Signal signal) {
                    signals.add(signal);
                }

                @Override
                public void frameLost() {
                    damages++;
                }

                @Override
                public void postInline(Signal signal, Runnable afterwards) {
                    signals.add(signal);
                    afterwards.run();
                }
            },
            new InboundLimiter(),
            () -> Instant.EPOCH);

    @Test
    void listener_signals_opened_connection_and_returns_it_at_the_end() {
        listener.opened(link);
        assertThat(signals).containsExactly(new Signal.ConnectionOpened(7));
        assertThat(listener.connection()).contains(link);
        assertThat(listener.end()).contains(link);
        assertThat(closings).isEmpty();
    }

    @Test
    void listener_closes_connection_that_opens_after_the_end() {
        assertThat(listener.end()).isEmpty();
        listener.opened(link);
        assertThat(closings).containsExactly(true);
        assertThat(signals).isEmpty();
        assertThat(listener.connection()).isEmpty();
    }
}
