// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

/**
 * Socket.IO packet of one message. {@code toString} omits payloads and queries, as both may contain credentials.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#packet-encoding">Socket.IO protocol, packets</a>
 */
public sealed interface SocketPacket {

    /** Value of an absent ack id. */
    long NO_ACK = -1;

    /** Returns the namespace as spelled in the packet, {@code "/"} if the packet has none. */
    String namespace();

    /** Returns the number of binary messages that follow the packet and belong to it. */
    default int attachments() {
        return 0;
    }

    /** CONNECT: the namespace is joined. Revision 4 of the protocol has no payload, revision 5 an object with the sid. */
    record Connect(String namespace, JsonSlice payload) implements SocketPacket {
        @Override
        public String toString() {
            return "Connect[" + shown(namespace) + ", " + payload + "]";
        }
    }

    /** DISCONNECT: the namespace is left. The connection stays open. */
    record Disconnect(String namespace) implements SocketPacket {
        @Override
        public String toString() {
            return "Disconnect[" + shown(namespace) + "]";
        }
    }

    /**
     * EVENT, or BINARY_EVENT with attachments.
     *
     * @param ackId id for the acknowledgement, -1 if none is requested
     * @param payload array of the event's name and arguments
     */
    record Event(String namespace, long ackId, int attachments, JsonSlice payload) implements SocketPacket {
        @Override
        public String toString() {
            return "Event[" + shown(namespace) + ", ack " + ackId + ", " + attachments + " attachments, " + payload
                    + "]";
        }
    }

    /**
     * ACK, or BINARY_ACK with attachments.
     *
     * @param ackId id of the acknowledged event
     * @param payload array of arguments
     */
    record Ack(String namespace, long ackId, int attachments, JsonSlice payload) implements SocketPacket {
        @Override
        public String toString() {
            return "Ack[" + shown(namespace) + ", ack " + ackId + ", " + attachments + " attachments, " + payload + "]";
        }
    }

    /** CONNECT_ERROR: the namespace was refused. The connection stays open. Called ERROR in revision 4 of the protocol. */
    record ConnectError(String namespace, JsonSlice payload) implements SocketPacket {
        @Override
        public String toString() {
            return "ConnectError[" + shown(namespace) + ", " + payload + "]";
        }
    }

    /**
     * Returns the namespace without a query. A server that does not support queries in CONNECT returns them as part of the
     * namespace.
     */
    private static String shown(String namespace) {
        int query = namespace.indexOf('?');
        return query < 0 ? namespace : namespace.substring(0, query) + "?…";
    }
}
