// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.drivechange.impl.diagnostics.ProtocolException;

/**
 * Decodes and encodes Engine.IO packets. One WebSocket message is one packet:
 *
 * <pre>
 *   text             type digit, data                  2probe
 *   binary, EIO4     data
 *   binary, EIO3     type as a byte, data              04 01 02 03
 *   base64, EIO4     b, data                           bAQID
 *   base64, EIO3     b, type digit, data               b4AQID
 * </pre>
 *
 * Base64 is meant for polling, but servers also send it over WebSocket if the URL's query contains {@code b64=1}.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#packet-encoding">Engine.IO protocol, packet encoding</a>
 */
public final class EngineCodec {

    private static final int MESSAGE = 4;
    private static final int LAST_TYPE = 6;

    private EngineCodec() {}

    /** Decodes a text frame. */
    public static EnginePacket decode(EngineIoVersion revision, String frame) throws ProtocolException {
        return switch (frame.isEmpty() ? 0 : frame.charAt(0)) {
            case '0' -> new EnginePacket.Open(frame.substring(1));
            case '1' -> new EnginePacket.Close();
            case '2' -> new EnginePacket.Ping(frame.substring(1));
            case '3' -> new EnginePacket.Pong(frame.substring(1));
            case '4' -> new EnginePacket.Message(frame, 1);
            case '5' -> new EnginePacket.Upgrade();
            case '6' -> new EnginePacket.Noop();
            case 'b' -> revision == EngineIoVersion.EIO3 ? typedBase64(frame) : base64(frame, 1);
            default -> throw ProtocolException.expected("a packet type from 0 to 6 or b", frame);
        };
    }

    /** Decodes a binary frame, from the position of the buffer to its limit. The buffer is not modified. */
    public static EnginePacket decode(EngineIoVersion revision, ByteBuffer frame) throws ProtocolException {
        ByteBuffer rest = frame.slice();
        if (revision == EngineIoVersion.EIO4) {
            return new EnginePacket.Binary(bytes(rest));
        }
        if (!rest.hasRemaining()) {
            throw ProtocolException.expected("a binary packet's type", "");
        }
        int type = Byte.toUnsignedInt(rest.get());
        return type == MESSAGE ? new EnginePacket.Binary(bytes(rest)) : new EnginePacket.Unknown(type);
    }

    /** Returns the ping that revision 3 requires of the client. */
    public static String ping() {
        return "2";
    }

    /** Returns the answer to a ping. */
    public static String pong(String data) {
        return "3" + data;
    }

    /** Returns a text message that contains a Socket.IO packet. */
    public static String message(String socketPacket) {
        return "4" + socketPacket;
    }

    private static EnginePacket typedBase64(String frame) throws ProtocolException {
        int type = frame.length() > 1 ? frame.charAt(1) - '0' : -1;
        if (type < 0 || type > LAST_TYPE) {
            throw ProtocolException.expected("a packet type from 0 to 6 after b", frame.substring(1));
        }
        return type == MESSAGE ? base64(frame, 2) : new EnginePacket.Unknown(type);
    }

    private static EnginePacket base64(String frame, int from) throws ProtocolException {
        String data = frame.substring(from);
        try {
            return new EnginePacket.Binary(Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException e) {
            throw ProtocolException.expected("base64", data);
        }
    }

    private static byte[] bytes(ByteBuffer rest) {
        byte[] bytes = new byte[rest.remaining()];
        rest.get(bytes);
        return bytes;
    }
}
