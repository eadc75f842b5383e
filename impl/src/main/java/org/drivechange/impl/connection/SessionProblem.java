// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

/** Everything that ends a link, or keeps one from coming up. Codes are never reused. */
public enum SessionProblem {
    NOT_OPENED("DRC3001", "the WebSocket could not be opened"),
    OPENED_LATE("DRC3002", "the WebSocket did not open in time"),
    NO_HANDSHAKE(
            "DRC3003",
            "the server did not send its Engine.IO handshake in time; it may speak another revision, see drivechange.engine-io"),
    NO_ANSWER("DRC3004", "the server did not answer the Socket.IO CONNECT in time"),
    REFUSED("DRC3005", "the server refused the namespace"),
    DISCONNECTED("DRC3006", "the server disconnected the namespace"),
    LINK_LOST("DRC3007", "the WebSocket was closed"),
    SILENT("DRC3008", "the server missed its heartbeat"),
    MALFORMED("DRC3009", "the server sent a malformed packet"),
    TOO_LARGE("DRC3010", "the server sent a frame larger than drivechange.max-message-size"),
    UNREADABLE("DRC3011", "a notification could not be read, so a CATCH_UP stands for it"),
    FLOODED("DRC3012", "the server sent more than could be taken in before the namespace was joined"),
    NOT_DRAINED(
            "DRC3015",
            "the link that a renewal replaced was lost before all had come on it, so a CATCH_UP stands for it"),
    SUBSCRIPTION_EXPIRED("DRC3016", "the subscription expired before it could be renewed"),
    INTERNAL("DRC3999", "DriveChange failed; please report this");

    private final String code;
    private final String text;

    SessionProblem(String code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The stable code, such as {@code DRC3005}. */
    public String code() {
        return code;
    }

    /** What happened, as half a sentence. */
    public String text() {
        return text;
    }

    /** Whether only the transport failed, so that the same subscription may be good for another link. */
    boolean transport() {
        return this == NOT_OPENED || this == OPENED_LATE || this == LINK_LOST || this == SILENT;
    }
}
