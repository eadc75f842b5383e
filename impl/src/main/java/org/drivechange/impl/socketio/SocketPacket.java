// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

/**
 * What one text message means to Socket.IO. Texts of packets tell neither payloads nor queries, as both may carry
 * credentials.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#packet-encoding">Socket.IO protocol, packets</a>
 */
public sealed interface SocketPacket {

    /** What stands for the ack id where there is none. */
    long NO_ACK = -1;

    /** The namespace as the packet spells it; {@code "/"} where the packet names none. */
    String namespace();

    /** How many binary messages belong to the packet and follow it. */
    default int attachments() {
        return 0;
    }

    /** The namespace is joined. Revision 4 of the protocol carries no payload, revision 5 an object with the sid. */
    record Connect(String namespace, JsonSlice payload) implements SocketPacket {
        @Override
        public String toString() {
            return "Connect[" + shown(namespace) + ", " + payload + "]";
        }
    }

    /** The namespace is left; the link stays open. */
    record Disconnect(String namespace) implements SocketPacket {
        @Override
        public String toString() {
            return "Disconnect[" + shown(namespace) + "]";
        }
    }

    /**
     * EVENT, or BINARY_EVENT where there are attachments.
     *
     * @param ackId what an answer has to name, -1 when none is wanted
     * @param payload an array of the event's name and arguments
     */
    record Event(String namespace, long ackId, int attachments, JsonSlice payload) implements SocketPacket {
        @Override
        public String toString() {
            return "Event[" + shown(namespace) + ", ack " + ackId + ", " + attachments + " attachments, " + payload
                    + "]";
        }
    }

    /**
     * ACK, or BINARY_ACK where there are attachments.
     *
     * @param ackId the id of the event that is answered
     * @param payload an array of arguments
     */
    record Ack(String namespace, long ackId, int attachments, JsonSlice payload) implements SocketPacket {
        @Override
        public String toString() {
            return "Ack[" + shown(namespace) + ", ack " + ackId + ", " + attachments + " attachments, " + payload + "]";
        }
    }

    /** The namespace was refused; the link stays open. ERROR in revision 4 of the protocol. */
    record ConnectError(String namespace, JsonSlice payload) implements SocketPacket {
        @Override
        public String toString() {
            return "ConnectError[" + shown(namespace) + ", " + payload + "]";
        }
    }

    /** A server that does not know queries in CONNECT echoes them as part of the namespace. */
    private static String shown(String namespace) {
        int query = namespace.indexOf('?');
        return query < 0 ? namespace : namespace.substring(0, query) + "?…";
    }
}
