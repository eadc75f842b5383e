// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

/** Faults that keep one target's session from opening, named as in the server's control API. */
public enum ConnectFailure {
    UNKNOWN_NAMESPACE("unknown-namespace", "namespace /nope"),
    REFUSES_WITH_DATA("refuses-with-data", "namespace /notifications"),
    NO_CONNECT_ANSWER("no-connect-answer", "namespace /notifications"),
    NO_OPEN_PACKET("no-open-packet", "handshake"),
    UPGRADE_REFUSED("upgrade-refused", "WebSocket"),
    /** Socket.IO 3.1.2, which completes an upgrade for Engine.IO 3 and then stays silent. */
    SERVED_BY_3("served-by-3", "handshake"),
    /** Socket.IO 4 without {@code allowEIO3}, which completes the upgrade and then writes an HTTP answer into it. */
    SERVED_BY_4("served-by-4", "handshake|WebSocket");

    private final String name;
    private final String phase;

    ConnectFailure(String name, String phase) {
        this.name = name;
        this.phase = phase;
    }

    public String wireName() {
        return name;
    }

    /** Returns a pattern for the phase named in a message. */
    public String phase() {
        return phase;
    }

    public boolean isMismatch() {
        return this == SERVED_BY_3 || this == SERVED_BY_4;
    }
}
