// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import java.util.Arrays;

/**
 * What one WebSocket message means to Engine.IO. Texts of packets tell lengths only, as a frame may carry credentials.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#protocol">Engine.IO protocol, packets</a>
 */
public sealed interface EnginePacket {

    /** The server's first packet: the handshake as JSON. */
    record Open(String json) implements EnginePacket {
        @Override
        public String toString() {
            return "Open[" + json.length() + " characters]";
        }
    }

    /** The transport can be closed; over WebSocket the closing handshake says so, and this is ignored. */
    record Close() implements EnginePacket {}

    /** A sign of life that wants a {@link Pong}. */
    record Ping(String data) implements EnginePacket {
        @Override
        public String toString() {
            return "Ping[" + data.length() + " characters]";
        }
    }

    /** The answer to a {@link Ping}. */
    record Pong(String data) implements EnginePacket {
        @Override
        public String toString() {
            return "Pong[" + data.length() + " characters]";
        }
    }

    /**
     * A text message. Nothing is copied: notifications are long.
     *
     * @param frame the whole frame
     * @param from where the Socket.IO packet starts in it
     */
    record Message(String frame, int from) implements EnginePacket {
        @Override
        public String toString() {
            return "Message[" + (frame.length() - from) + " characters]";
        }
    }

    /**
     * A binary message.
     *
     * @param data the message without any type byte, never changed by anybody
     */
    @SuppressWarnings("ArrayRecordComponent") // a copy on every reading would only cost
    record Binary(byte[] data) implements EnginePacket {
        @Override
        public boolean equals(Object other) {
            return other instanceof Binary that && Arrays.equals(data, that.data);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(data);
        }

        @Override
        public String toString() {
            return "Binary[" + data.length + " bytes]";
        }
    }

    /** Part of a change of transports, which a link that starts with WebSocket never makes. */
    record Upgrade() implements EnginePacket {}

    /** Nothing. */
    record Noop() implements EnginePacket {}

    /** A binary frame of revision 3 that is no message. The reference clients ignore it. */
    record Unknown(int type) implements EnginePacket {}
}
