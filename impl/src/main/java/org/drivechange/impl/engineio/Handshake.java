// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import java.time.Duration;

/**
 * What the server says of the session when it opens. The session id is kept out of texts.
 *
 * @param sid the session id, of 1 to 256 characters
 * @param pingInterval from one ping to the next, up to a day
 * @param pingTimeout how long an answer to a ping may take, up to a day
 * @param maxPayload how many bytes the client may send in one message, 0 when the server does not tell (before 4.5)
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#handshake">Engine.IO protocol, handshake</a>
 */
public record Handshake(String sid, Duration pingInterval, Duration pingTimeout, long maxPayload) {

    private static final int MAX_SID = 256;
    private static final Duration MAX = Duration.ofDays(1);

    /** @throws IllegalArgumentException when a value is missing or out of its range */
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
