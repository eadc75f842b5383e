// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Interval 200, timeout 150, all times in milliseconds since the open packet. A scenario is a list of times and events: {@code
 * m} a message, {@code b} a binary one, {@code i} a ping received, {@code o} a pong received, {@code p} a ping sent, {@code t}
 * and {@code f} a switch to revision three and four.
 */
class HeartbeatTest {

    private static final Instant OPEN = Instant.parse("2026-05-11T21:52:27.520Z");
    private static final Handshake HANDSHAKE = new Handshake("sid", Duration.ofMillis(200), Duration.ofMillis(150), 0);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # scenario             | deadline
            ''                  | 350
            203i                | 553
            203i 405i 606i      | 956
            100m                | 450
            100b                | 450
            203i 300m           | 650
            203o                | 553
            100p                | 350
            203i 210p           | 553
            """)
    void revision_4_heartbeat_extends_deadline_on_any_packet_and_never_pings(String scenario, long deadline) {
        Heartbeat heartbeat = replay(EngineIoVersion.EIO4, scenario);

        assertThat(heartbeat.deadline()).isEqualTo(at(deadline));
        assertThat(heartbeat.next()).isEqualTo(at(deadline));
        assertThat(heartbeat.pingDue(at(199))).isFalse();
        assertThat(heartbeat.pingDue(at(1_000_000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # scenario                  | deadline | ping  | next
            ''                       | 350      | 200   | 200
            # traffic does not delay the ping
            100m                     | 450      | 200   | 200
            100m 199b                | 549      | 200   | 200
            # a ping requires an answer
            215p                     | 365      | never | 365
            215p 216o                | 566      | 416   | 416
            215p 216o 416p 417o      | 767      | 617   | 617
            215p 216o 416p           | 566      | never | 566
            # a packet after the ping, even in the same millisecond, extends the deadline but is no answer
            215p 215m                | 565      | never | 565
            215p 300m                | 650      | never | 650
            215p 300m 310o           | 660      | 510   | 510
            # traffic before the ping does not count after it
            100m 215p                | 365      | never | 365
            # a ping of the server counts as any packet
            100i                     | 450      | 200   | 200
            215p 220i                | 570      | never | 570
            """)
    void revision_3_heartbeat_pings_regardless_of_traffic(String scenario, long deadline, String ping, long next) {
        Heartbeat heartbeat = replay(EngineIoVersion.EIO3, scenario);

        assertThat(heartbeat.deadline()).isEqualTo(at(deadline));
        assertThat(heartbeat.next()).isEqualTo(at(next));
        if (ping.equals("never")) {
            assertThat(heartbeat.pingDue(at(1_000_000))).isFalse();
        } else {
            long due = Long.parseLong(ping);
            assertThat(heartbeat.pingDue(at(due - 1))).isFalse();
            assertThat(heartbeat.pingDue(at(due))).isTrue();
            assertThat(heartbeat.pingDue(at(due + 1))).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # from | scenario          | to   | deadline | next
            EIO4   | 3m 3t          | EIO3 | 353      | 203
            EIO4   | 3m 3t 203p     | EIO3 | 353      | 353
            EIO4   | 3m 3t 203p 204o| EIO3 | 554      | 404
            EIO3   | 5f             | EIO4 | 355      | 355
            EIO3   | 100m 150t      | EIO3 | 450      | 200
            EIO4   | 100m 150f      | EIO4 | 450      | 450
            """)
    void heartbeat_can_change_revision(
            EngineIoVersion from, String scenario, EngineIoVersion to, long deadline, long next) {
        Heartbeat heartbeat = replay(from, scenario);

        assertThat(heartbeat.revision()).isEqualTo(to);
        assertThat(heartbeat.deadline()).isEqualTo(at(deadline));
        assertThat(heartbeat.next()).isEqualTo(at(next));
    }

    @Test
    void revision_3_heartbeat_pings_busy_connection_every_interval() {
        Heartbeat heartbeat = Heartbeat.start(EngineIoVersion.EIO3, HANDSHAKE, OPEN);
        int pings = 0;
        for (int millis = 1; millis <= 10_000; millis++) {
            heartbeat = heartbeat.afterPacket(new EnginePacket.Message("42[]", 1), at(millis));
            if (heartbeat.pingDue(at(millis))) {
                heartbeat = heartbeat.afterPing(at(millis)).afterPacket(new EnginePacket.Pong(""), at(millis));
                pings++;
            }
            assertThat(heartbeat.deadline()).isAfter(at(millis));
        }
        assertThat(pings).isEqualTo(50);
    }

    @Test
    void heartbeat_keeps_times_of_handshake() {
        Heartbeat heartbeat = replay(EngineIoVersion.EIO4, "3m 3t 203p 204o");
        assertThat(heartbeat.pingInterval()).isEqualTo(HANDSHAKE.pingInterval());
        assertThat(heartbeat.pingTimeout()).isEqualTo(HANDSHAKE.pingTimeout());
    }

    private static Heartbeat replay(EngineIoVersion revision, String scenario) {
        Heartbeat heartbeat = Heartbeat.start(revision, HANDSHAKE, OPEN);
        for (String event : scenario.isEmpty() ? new String[0] : scenario.split(" ", -1)) {
            Instant now = at(Long.parseLong(event.substring(0, event.length() - 1)));
            heartbeat = apply(heartbeat, event.charAt(event.length() - 1), now);
        }
        return heartbeat;
    }

    private static Heartbeat apply(Heartbeat heartbeat, char event, Instant now) {
        return switch (event) {
            case 'm' -> heartbeat.afterPacket(new EnginePacket.Message("42[\"x\"]", 1), now);
            case 'b' -> heartbeat.afterPacket(new EnginePacket.Binary(new byte[1]), now);
            case 'i' -> heartbeat.afterPacket(new EnginePacket.Ping(""), now);
            case 'o' -> heartbeat.afterPacket(new EnginePacket.Pong(""), now);
            case 'p' -> heartbeat.afterPing(now);
            case 't' -> heartbeat.as(EngineIoVersion.EIO3, now);
            case 'f' -> heartbeat.as(EngineIoVersion.EIO4, now);
            default -> throw new IllegalArgumentException(String.valueOf(event));
        };
    }

    private static Instant at(long millis) {
        return OPEN.plusMillis(millis);
    }
}
