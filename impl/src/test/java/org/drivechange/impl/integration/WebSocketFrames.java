// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Creates WebSocket frames as bytes, valid and invalid ones.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, base framing protocol</a>
 */
final class WebSocketFrames {

    static final int TEXT = 0x81;
    static final int TEXT_FRAGMENT = 0x01;
    static final int BINARY_FRAGMENT = 0x02;
    static final int FRAGMENT = 0x00;
    static final int PING = 0x89;

    private static final int LONG_LENGTH = 127;

    private WebSocketFrames() {}

    static byte[] text(String text) {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Creates a frame of any length, with any first byte. */
    static byte[] frame(int first, byte... payload) {
        ByteBuffer head = payload.length < 126
                ? ByteBuffer.allocate(2).put((byte) first).put((byte) payload.length)
                : promising(first, payload.length);
        return ByteBuffer.allocate(head.position() + payload.length)
                .put(head.flip())
                .put(payload)
                .array();
    }

    /** Creates the header of a frame with this length. */
    static byte[] start(int first, long length) {
        return promising(first, length).array();
    }

    static byte[] bytes(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int one : bytes) {
            buffer.put((byte) one);
        }
        return buffer.array();
    }

    static byte[] times(int number, byte[] frame) {
        ByteBuffer all = ByteBuffer.allocate(number * frame.length);
        while (all.hasRemaining()) {
            all.put(frame);
        }
        return all.array();
    }

    private static ByteBuffer promising(int first, long length) {
        return ByteBuffer.allocate(10).put((byte) first).put((byte) LONG_LENGTH).putLong(length);
    }
}
