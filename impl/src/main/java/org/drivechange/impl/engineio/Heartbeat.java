// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import java.time.Duration;
import java.time.Instant;

/**
 * Times of the next ping and of the heartbeat timeout. In revision 4 the server pings. In revision 3 the client does, one
 * interval after the open packet and after each pong, regardless of other traffic: a 4.x server that serves old clients counts
 * only pings.
 *
 * @param revision revision in effect
 * @param pingInterval value from the handshake
 * @param pingTimeout value from the handshake
 * @param deadline time at which the connection counts as dead unless a packet arrives before
 * @param pingAt time of the next ping, {@link Instant#MAX} for none
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#heartbeat">Engine.IO protocol, heartbeat</a>
 */
public record Heartbeat(
        EngineIoVersion revision, Duration pingInterval, Duration pingTimeout, Instant deadline, Instant pingAt) {

    /** Returns the state after the open packet. */
    public static Heartbeat start(EngineIoVersion revision, Handshake handshake, Instant now) {
        return start(revision, handshake.pingInterval(), handshake.pingTimeout(), now);
    }

    /** Returns the state after a packet. Any packet resets the timeout. */
    public Heartbeat afterPacket(EnginePacket packet, Instant now) {
        boolean answered = revision == EngineIoVersion.EIO3 && packet instanceof EnginePacket.Pong;
        return new Heartbeat(
                revision,
                pingInterval,
                pingTimeout,
                now.plus(pingInterval).plus(pingTimeout),
                answered ? now.plus(pingInterval) : pingAt);
    }

    /** Returns whether to send a ping now. Always false in revision 4, where servers close the connection on a ping. */
    public boolean pingDue(Instant now) {
        return !now.isBefore(pingAt);
    }

    /** Returns the state after a ping was sent: its answer is due, and no further ping before it. */
    public Heartbeat afterPing(Instant now) {
        return revision == EngineIoVersion.EIO4
                ? this
                : new Heartbeat(revision, pingInterval, pingTimeout, now.plus(pingTimeout), Instant.MAX);
    }

    /** Returns the earliest time at which to ping or to give up the connection. */
    public Instant next() {
        return pingAt.isBefore(deadline) ? pingAt : deadline;
    }

    /** Returns the state in another revision: a 2.x server uses revision 3 even if the client requests 4. */
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
