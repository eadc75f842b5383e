// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.util.ArrayList;
import java.util.List;
import org.drivechange.impl.diagnostics.ProtocolException;

/**
 * Binary attachments of a packet received so far. Bound to one connection: an incomplete packet is lost when it closes.
 *
 * @param header packet that announced them
 * @param received attachments received, in order
 * @param maxBytes maximum total size in bytes
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#sending-and-receiving-data-1">Socket.IO protocol, data</a>
 */
public record Attachments(SocketPacket header, List<byte[]> received, int maxBytes) {

    public Attachments {
        received = List.copyOf(received);
    }

    /** Returns the state after the packet that announces attachments. */
    public static Attachments begin(SocketPacket header, int maxBytes) {
        return new Attachments(header, List.of(), maxBytes);
    }

    /** Returns the state after a binary message. */
    public Attachments add(byte[] data) throws ProtocolException {
        if (complete()) {
            throw new ProtocolException("expected " + header.attachments() + " binary attachments but found one more");
        }
        long bytes = received.stream().mapToLong(earlier -> earlier.length).sum() + data.length;
        if (bytes > maxBytes) {
            throw new ProtocolException("expected up to " + maxBytes + " bytes of attachments but found " + bytes);
        }
        List<byte[]> more = new ArrayList<>(received);
        more.add(data);
        return new Attachments(header, more, maxBytes);
    }

    /** Returns whether all attachments have arrived. */
    public boolean complete() {
        return received.size() >= header.attachments();
    }

    @Override
    public String toString() {
        return "Attachments[" + received.size() + " of " + header.attachments() + ", " + header + "]";
    }
}
