// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import java.util.Arrays;

/**
 * Engine.IO packet of one WebSocket message. {@code toString} shows lengths only, as a frame may contain credentials.
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

    /** Request to close the transport. Ignored over WebSocket, which has its own closing handshake. */
    record Close() implements EnginePacket {}

    /** Heartbeat request, answered by a {@link Pong}. */
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
     * A text message. Refers to the frame without copying, as notifications are long.
     *
     * @param frame whole frame
     * @param from start of the Socket.IO packet in the frame
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
     * @param data message without the type byte; never modified
     */
    @SuppressWarnings("ArrayRecordComponent") // avoids a copy on each access
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

    /** Part of a transport upgrade, which a connection that starts with WebSocket never makes. */
    record Upgrade() implements EnginePacket {}

    /** No operation. */
    record Noop() implements EnginePacket {}

    /** Binary frame of revision 3 that is not a message. The reference clients ignore it. */
    record Unknown(int type) implements EnginePacket {}
}
