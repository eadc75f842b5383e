// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Creates unmasked WebSocket frames of a server, valid and invalid ones.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, base framing protocol</a>
 */
final class WebSocketFrames {

    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;
    static final int TEXT_FRAGMENT = 0x01;
    static final int BINARY_FRAGMENT = 0x02;
    static final int FRAGMENT = 0x00;

    private static final int LONGEST_SHORT = 125;
    private static final int LONG = 127;

    private WebSocketFrames() {}

    static byte[] text(String text) {
        return frame(TEXT, text.getBytes(UTF_8));
    }

    /** Creates a frame with this first byte (FIN bit and opcode). */
    static byte[] frame(int first, byte... payload) {
        // RFC 6455 does not allow the long form of the length in control frames
        byte[] head = payload.length > LONGEST_SHORT
                ? start(first, payload.length)
                : new byte[] {(byte) first, (byte) payload.length};
        return ByteBuffer.allocate(head.length + payload.length)
                .put(head)
                .put(payload)
                .array();
    }

    /** Creates the header of a frame with this length, without the payload. */
    static byte[] start(int first, long length) {
        return ByteBuffer.allocate(10)
                .put((byte) first)
                .put((byte) LONG)
                .putLong(length)
                .array();
    }
}
