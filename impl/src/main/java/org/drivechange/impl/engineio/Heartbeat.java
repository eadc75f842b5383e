// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import java.time.Duration;
import java.time.Instant;

/**
 * When a link has to be pinged, and when it counts as dead. In revision 4 the server pings. In revision 3 the client does,
 * an interval after the open packet and after each pong, whatever else is going on: a 4.x server that serves old clients
 * counts nothing but pings.
 *
 * @param revision whose rules hold
 * @param pingInterval from the handshake
 * @param pingTimeout from the handshake
 * @param deadline when the link counts as dead, unless something is heard before
 * @param pingAt when the next ping is due, {@link Instant#MAX} when none is
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#heartbeat">Engine.IO protocol, heartbeat</a>
 */
public record Heartbeat(
        EngineIoVersion revision, Duration pingInterval, Duration pingTimeout, Instant deadline, Instant pingAt) {

    /** The state right after the open packet. */
    public static Heartbeat start(EngineIoVersion revision, Handshake handshake, Instant now) {
        return start(revision, handshake.pingInterval(), handshake.pingTimeout(), now);
    }

    /** The state after a packet. Any packet is a sign of life. */
    public Heartbeat heard(EnginePacket packet, Instant now) {
        boolean answered = revision == EngineIoVersion.EIO3 && packet instanceof EnginePacket.Pong;
        return new Heartbeat(
                revision,
                pingInterval,
                pingTimeout,
                now.plus(pingInterval).plus(pingTimeout),
                answered ? now.plus(pingInterval) : pingAt);
    }

    /** Whether a ping is to be sent now. Never in revision 4, where servers close the link for one. */
    public boolean pingDue(Instant now) {
        return !now.isBefore(pingAt);
    }

    /** The state after a ping was sent: its answer is due, and the next ping is not before that. */
    public Heartbeat pinged(Instant now) {
        return revision == EngineIoVersion.EIO4
                ? this
                : new Heartbeat(revision, pingInterval, pingTimeout, now.plus(pingTimeout), Instant.MAX);
    }

    /** The earliest moment at which there is something to do: to ping, or to give the link up. */
    public Instant next() {
        return pingAt.isBefore(deadline) ? pingAt : deadline;
    }

    /** The state under the other revision's rules: a 2.x server talks revision 3 to whoever asks for 4. */
    public Heartbeat as(EngineIoVersion other, Instant now) {
        return other == revision ? this : start(other, pingInterval, pingTimeout, now);
    }

    private static Heartbeat start(EngineIoVersion revision, Duration pingInterval, Duration pingTimeout, Instant now) {
        Instant ping = now.plus(pingInterval);
        return new Heartbeat(
                revision,
                pingInterval,
                pingTimeout,
                ping.plus(pingTimeout),
                revision == EngineIoVersion.EIO3 ? ping : Instant.MAX);
    }
}
