// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import org.drivechange.impl.diagnostics.ProtocolException;

/**
 * Decodes and encodes Socket.IO packets. All parts but the type are optional:
 *
 * <pre>
 *   type   attachments -   namespace ,        ack id   JSON
 *   5      2-              /notifications,    7        ["bin",{"_placeholder":true,"num":0}, ...]
 * </pre>
 *
 * Stricter than the reference parsers, which parse counts and ids as JavaScript numbers. Does not check the JSON.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#packet-encoding">Socket.IO protocol, packet encoding</a>
 */
public final class SocketCodec {

    private SocketCodec() {}

    /**
     * Decodes a packet.
     *
     * @param from start of the packet in the text
     */
    public static SocketPacket decode(String text, int from) throws ProtocolException {
        return new PacketReader(text, from).packet();
    }

    /** Encodes CONNECT. */
    public static String connect(String namespace) {
        return packet('0', namespace);
    }

    /** Encodes CONNECT with an auth object, for revision 5 of the protocol. */
    public static String connect(String namespace, String authJson) {
        return packet('0', namespace) + authJson;
    }

    /** Encodes CONNECT with a query, for revision 4 of the protocol. */
    public static String connectWithQuery(String namespace, String rawQuery) {
        return rawQuery.isEmpty()
                ? connect(namespace)
                : "0" + encodeCommas(namespace) + "?" + encodeCommas(rawQuery) + ",";
    }

    /** Encodes the acknowledgement of an event, without arguments. */
    public static String ack(String namespace, long ackId) {
        return packet('3', namespace) + ackId + "[]";
    }

    /** Encodes DISCONNECT. */
    public static String disconnect(String namespace) {
        return packet('1', namespace);
    }

    private static String packet(char type, String namespace) {
        return namespace.equals("/") ? String.valueOf(type) : type + encodeCommas(namespace) + ",";
    }

    /** Encodes commas, which would end the namespace. */
    private static String encodeCommas(String text) {
        return text.replace(",", "%2C");
    }
}
