// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.util.Objects;

/**
 * The end of a text, as raw JSON. Nothing is copied: notifications are long. The text is kept out of {@link #toString()}.
 *
 * @param text the whole frame
 * @param from where the JSON starts in it; its length when there is none
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#packet-encoding">Socket.IO protocol, packet encoding</a>
 */
public record JsonSlice(String text, int from) {

    public JsonSlice {
        Objects.checkIndex(from, text.length() + 1);
    }

    /** The payload of a packet that has none. */
    public static JsonSlice none() {
        return new JsonSlice("", 0);
    }

    public boolean present() {
        return from < text.length();
    }

    /** The JSON as a text of its own, {@code ""} when there is none. */
    public String json() {
        return text.substring(from);
    }

    public int length() {
        return text.length() - from;
    }

    @Override
    public String toString() {
        return "Payload[" + length() + " characters]";
    }
}
