// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.util.ArrayList;
import java.util.List;

/**
 * The binary messages of a packet, as far as they have arrived. Belongs to one link: what is incomplete when the link
 * closes is lost.
 *
 * @param header the packet that announced them
 * @param received those that have arrived, in order
 * @param maxBytes what all of them together may hold
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#sending-and-receiving-data-1">Socket.IO protocol, data</a>
 */
public record Attachments(SocketPacket header, List<byte[]> received, int maxBytes) {

    public Attachments {
        received = List.copyOf(received);
    }

    /** The state right after the packet that announces them. */
    public static Attachments begin(SocketPacket header, int maxBytes) {
        return new Attachments(header, List.of(), maxBytes);
    }

    /** The state after a binary message. */
    public Attachments add(byte[] data) throws SocketIoException {
        if (complete()) {
            throw new SocketIoException("expected " + header.attachments() + " binary attachments but found one more");
        }
        long bytes = received.stream().mapToLong(earlier -> earlier.length).sum() + data.length;
        if (bytes > maxBytes) {
            throw new SocketIoException("expected up to " + maxBytes + " bytes of attachments but found " + bytes);
        }
        List<byte[]> more = new ArrayList<>(received);
        more.add(data);
        return new Attachments(header, more, maxBytes);
    }

    /** Whether the packet can be read now. */
    public boolean complete() {
        return received.size() >= header.attachments();
    }

    @Override
    public String toString() {
        return "Attachments[" + received.size() + " of " + header.attachments() + ", " + header + "]";
    }
}
