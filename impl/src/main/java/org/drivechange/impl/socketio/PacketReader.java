// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import org.drivechange.impl.diagnostics.ProtocolException;

/** Parses one packet from left to right. */
final class PacketReader {

    /** Maximum length of a namespace. A server that does not support queries in CONNECT sends them back as part of it. */
    private static final int MAX_NAMESPACE = NotificationUrl.MAX_NAMESPACE + UrlParts.MAX_LENGTH;

    /** Limit of parsers 4.2.6 and newer. Without it a server could make a client collect attachments forever. */
    private static final int MAX_ATTACHMENTS = 10;

    private final String text;
    private final int from;
    private int at;

    PacketReader(String text, int from) {
        this.text = text;
        this.from = from;
        this.at = from;
    }

    SocketPacket packet() throws ProtocolException {
        return switch (next()) {
            case '0' -> new SocketPacket.Connect(namespace(), payload());
            case '1' -> disconnect();
            case '2' -> new SocketPacket.Event(namespace(), optionalAckId(), 0, array());
            case '3' -> new SocketPacket.Ack(namespace(), ackId(), 0, array());
            case '4' -> connectError();
            case '5' -> binaryEvent(attachments());
            case '6' -> binaryAck(attachments());
            default -> throw ProtocolException.expected("a packet type from 0 to 6", text, from);
        };
    }

    private SocketPacket disconnect() throws ProtocolException {
        String namespace = namespace();
        if (at < text.length()) {
            throw expected("nothing more in DISCONNECT");
        }
        return new SocketPacket.Disconnect(namespace);
    }

    private SocketPacket connectError() throws ProtocolException {
        String namespace = namespace();
        if (at == text.length()) {
            throw expected("a reason in CONNECT_ERROR");
        }
        return new SocketPacket.ConnectError(namespace, payload());
    }

    private SocketPacket binaryEvent(int attachments) throws ProtocolException {
        return new SocketPacket.Event(namespace(), optionalAckId(), attachments, array());
    }

    private SocketPacket binaryAck(int attachments) throws ProtocolException {
        return new SocketPacket.Ack(namespace(), ackId(), attachments, array());
    }

    private char next() {
        return at < text.length() ? text.charAt(at++) : 0;
    }

    private int attachments() throws ProtocolException {
        int start = at;
        long count = digits() ? number(start) : 0;
        if (count < 1 || count > MAX_ATTACHMENTS || next() != '-') {
            throw ProtocolException.expected("a number of attachments, 1- to " + MAX_ATTACHMENTS + "-,", text, start);
        }
        return (int) count;
    }

    private String namespace() throws ProtocolException {
        if (at == text.length() || text.charAt(at) != '/') {
            return "/";
        }
        int comma = text.indexOf(',', at);
        int end = comma < 0 ? text.length() : comma;
        if (end - at > MAX_NAMESPACE) {
            throw new ProtocolException(
                    "expected a namespace of up to " + MAX_NAMESPACE + " characters but found " + (end - at));
        }
        String namespace = text.substring(at, end);
        at = comma < 0 ? end : comma + 1;
        return namespace;
    }

    private long ackId() throws ProtocolException {
        int start = at;
        if (!digits()) {
            throw expected("the id of the event that is answered");
        }
        return number(start);
    }

    private long optionalAckId() throws ProtocolException {
        int start = at;
        return digits() ? number(start) : SocketPacket.NO_ACK;
    }

    private JsonSlice array() throws ProtocolException {
        if (at == text.length() || text.charAt(at) != '[') {
            throw expected("an array");
        }
        return payload();
    }

    private JsonSlice payload() {
        return at == text.length() ? JsonSlice.none() : new JsonSlice(text, at);
    }

    /** Skips ASCII digits. Returns whether there were any. */
    private boolean digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at > start;
    }

    private long number(int start) throws ProtocolException {
        try {
            return Long.parseLong(text, start, at, 10);
        } catch (NumberFormatException e) {
            throw ProtocolException.expected("a number up to " + Long.MAX_VALUE, text, start);
        }
    }

    private ProtocolException expected(String expected) {
        return ProtocolException.expected(expected, text, at);
    }
}
