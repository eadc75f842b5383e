// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import java.time.Duration;

/**
 * Data of the server's open packet. {@code toString} omits the session id.
 *
 * @param sid session id, 1 to 256 characters
 * @param pingInterval interval between pings, up to a day
 * @param pingTimeout time limit for the answer to a ping, up to a day
 * @param maxPayload maximum size in bytes of a message from the client, 0 if the server does not send it (before 4.5)
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#handshake">Engine.IO protocol, handshake</a>
 */
public record Handshake(String sid, Duration pingInterval, Duration pingTimeout, long maxPayload) {

    private static final int MAX_SID = 256;
    private static final Duration MAX = Duration.ofDays(1);

    /** @throws IllegalArgumentException if a value is missing or out of range */
    public Handshake {
        if (sid == null || sid.isEmpty() || sid.length() > MAX_SID) {
            throw new IllegalArgumentException("expected a sid of 1 to " + MAX_SID + " characters but found "
                    + (sid == null ? "none" : sid.length()));
        }
        check("pingInterval", pingInterval);
        check("pingTimeout", pingTimeout);
        if (maxPayload < 0) {
            throw new IllegalArgumentException("expected a maxPayload of 0 or more bytes but found " + maxPayload);
        }
    }

    @Override
    public String toString() {
        return "Handshake[pingInterval=" + pingInterval + " pingTimeout=" + pingTimeout + " maxPayload=" + maxPayload
                + "]";
    }

    private static void check(String name, Duration value) {
        if (value == null || value.isZero() || value.isNegative() || value.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    "expected a " + name + " over 0 and up to 24 hours but found " + (value == null ? "none" : value));
        }
    }
}
