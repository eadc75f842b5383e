// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

/**
 * Packets from and to text. All but the type may be absent:
 *
 * <pre>
 *   type   attachments -   namespace ,        ack id   JSON
 *   5      2-              /notifications,    7        ["bin",{"_placeholder":true,"num":0}, ...]
 * </pre>
 *
 * Stricter than the reference parsers, which read counts and ids as JavaScript reads numbers. Whether the JSON is JSON is
 * left to whoever reads it.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#packet-encoding">Socket.IO protocol, packet encoding</a>
 */
public final class SocketCodec {

    private SocketCodec() {}

    /**
     * Reads a packet.
     *
     * @param from where the packet starts in the text
     */
    public static SocketPacket decode(String text, int from) throws SocketIoException {
        return new PacketReader(text, from).packet();
    }

    /** CONNECT. */
    public static String connect(String namespace) {
        return packet('0', namespace);
    }

    /** CONNECT with an auth object, in revision 5 of the protocol. */
    public static String connect(String namespace, String authJson) {
        return packet('0', namespace) + authJson;
    }

    /** CONNECT with a query, in revision 4 of the protocol. */
    public static String connectWithQuery(String namespace, String rawQuery) {
        return rawQuery.isEmpty() ? connect(namespace) : "0" + unbroken(namespace) + "?" + unbroken(rawQuery) + ",";
    }

    /** The answer to an event that wants one, without arguments. */
    public static String ack(String namespace, long ackId) {
        return packet('3', namespace) + ackId + "[]";
    }

    /** DISCONNECT. */
    public static String disconnect(String namespace) {
        return packet('1', namespace);
    }

    private static String packet(char type, String namespace) {
        return namespace.equals("/") ? String.valueOf(type) : type + unbroken(namespace) + ",";
    }

    /** A comma would end the namespace. */
    private static String unbroken(String text) {
        return text.replace(",", "%2C");
    }
}
