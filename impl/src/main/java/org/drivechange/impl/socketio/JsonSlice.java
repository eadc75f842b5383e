// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.util.Objects;

/**
 * Raw JSON at the end of a text. Refers to the text without copying, as notifications are long. {@code toString} omits the
 * text.
 *
 * @param text whole frame
 * @param from start of the JSON; the length of the text if there is none
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#packet-encoding">Socket.IO protocol, packet encoding</a>
 */
public record JsonSlice(String text, int from) {

    public JsonSlice {
        Objects.checkIndex(from, text.length() + 1);
    }

    /** Returns the payload of a packet without one. */
    public static JsonSlice none() {
        return new JsonSlice("", 0);
    }

    public boolean present() {
        return from < text.length();
    }

    /** Returns the JSON as a separate text, {@code ""} if there is none. */
    public String json() {
        return text.substring(from);
    }

    public int length() {
        return text.length() - from;
    }

    @Override
    public String toString() {
        return "JsonSlice[" + length() + " characters]";
    }
}
