// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.impl.connection.ProtocolHarness;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.Subscription;
import org.junit.jupiter.api.Test;

/** A server that recovers the connection and replays unreadable notifications. */
class ReplayGapTest {

    private static final String ANSWER = "40/notifications,{\"sid\":\"s\",\"pid\":\"p\"}";

    private final SessionMachine machine =
            new SessionMachine(SessionMachineHarness.KEY, SessionMachineHarness.SETTINGS, new SplittableRandom(1));
    private final List<DriveNotification> delivered = new ArrayList<>();
    private SessionSnapshot session = SessionSnapshot.idle();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private void put(Signal signal) {
        Transition step = machine.onSignal(session, signal, now);
        session = step.session();
        for (Command command : step.commands()) {
            if (command instanceof Command.FireEvent emit && emit.event() instanceof DriveNotification notification) {
                delivered.add(notification);
            }
        }
    }

    @Test
    void catch_up_for_unreadable_replay_reaches_back_to_start_of_gap() {
        put(new Signal.Start());
        put(new Signal.TokenReceived(1, new AccessToken("t")));
        put(new Signal.PermitGranted(1));
        put(new Signal.SubscriptionReceived(
                1, new Subscription("1", "https://h.svc.ms/notifications?x=1", Duration.ofHours(1))));
        put(new Signal.ConnectionOpened(1));
        put(new Signal.TextReceived(1, ProtocolHarness.HANDSHAKE));
        put(new Signal.TextReceived(1, ANSWER));
        put(new Signal.TextReceived(1, ProtocolHarness.NOTIFICATION.replace("\"]", "\",\"o1\"]")));
        Instant gap = now;
        now = now.plusSeconds(30);
        put(new Signal.ConnectionLost(1, "gone"));
        now = now.plusSeconds(1);
        put(new Signal.Tick());
        put(new Signal.PermitGranted(2));
        put(new Signal.ConnectionOpened(2));
        put(new Signal.TextReceived(2, ProtocolHarness.HANDSHAKE));
        put(new Signal.TextReceived(2, "42/notifications,[\"notification\",\"no json\",\"o2\"]"));
        put(new Signal.TextReceived(2, ANSWER));
        assertThat(delivered).hasSize(2);
        assertThat(delivered.get(1).cause()).isEqualTo(Cause.CATCH_UP);
        assertThat(delivered.get(1).since()).isEqualTo(gap);
    }
}
