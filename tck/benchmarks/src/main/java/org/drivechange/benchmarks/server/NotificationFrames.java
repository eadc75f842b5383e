// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Notifications as they are on the wire, made before they are needed: a WebSocket text frame, in it an Engine.IO message,
 * in that a Socket.IO event as Graph sends it.
 */
final class Frames {

    /** Stands right before the time of sending, which has as many digits as {@link #TIME} everywhere. */
    static final String MARK = "system-managed:";

    private static final String TIME = "0000000000000000000";
    private static final int CHUNK_BYTES = 65_536;

    private static final String NOTIFICATION = "{\\\"value\\\":[{"
            + "\\\"subscriptionId\\\":\\\"5554a2f6-1959-4b95-96f4-369b49212df9\\\","
            + "\\\"clientState\\\":\\\"" + MARK + TIME + "\\\","
            + "\\\"expirationDateTime\\\":\\\"2026-05-11T21:52:27.5200000Z\\\","
            + "\\\"resource\\\":\\\"b8a61df7-e8b3-4e48-9cc2-73425b82160e\\\","
            + "\\\"tenantId\\\":\\\"9188040d-6c67-4c5b-b112-36a304b66dad\\\","
            + "\\\"siteUrl\\\":\\\"/personal/5a0b9e159b3310ad%s\\\","
            + "\\\"webId\\\":\\\"be8f18aa-284c-4452-8e7d-3db9e0e4babd\\\"}]}";

    /** What is left of it where it has to be short. */
    private static final String SHORT_NOTIFICATION = "{\\\"value\\\":[{"
            + "\\\"subscriptionId\\\":\\\"5554a2f6\\\",\\\"clientState\\\":\\\"" + MARK + TIME + "\\\","
            + "\\\"resource\\\":\\\"b8a61df7%s\\\"}]}";

    private final byte[] frame;
    private final int timeAt;
    private final int chunkFrames;
    private final ByteBuf chunk;

    private Frames(String text, boolean repeated) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        byte[] header = header(bytes.length);
        frame = new byte[header.length + bytes.length];
        System.arraycopy(header, 0, frame, 0, header.length);
        System.arraycopy(bytes, 0, frame, header.length, bytes.length);
        timeAt = header.length + text.indexOf(MARK) + MARK.length();
        chunkFrames = Math.max(2, CHUNK_BYTES / frame.length);
        chunk = Unpooled.directBuffer(chunkFrames * frame.length);
        for (int i = 0; i < chunkFrames; i++) {
            chunk.writeBytes(repeated ? frame : at(i));
        }
    }

    static Frames of(Notifications what) {
        int characters = what.characters();
        boolean brief = characters > 0 && characters < text(NOTIFICATION, 0).length();
        String form = brief ? SHORT_NOTIFICATION : NOTIFICATION;
        return new Frames(text(form, Math.max(0, characters - text(form, 0).length())), what.repeated());
    }

    private static String text(String form, int filling) {
        return "42/notifications,[\"notification\",\"" + form.formatted("x".repeat(filling)) + "\"]";
    }

    /** As many frames as there are at most in a chunk. */
    ByteBuf some(long wanted) {
        int frames = (int) Math.min(wanted, chunkFrames);
        return chunk.retainedSlice(0, frames * frame.length);
    }

    /** They are not sent any more. */
    void release() {
        chunk.release();
    }

    int chunkFrames() {
        return chunkFrames;
    }

    /** One frame that says when it was sent. */
    ByteBuf stamped(long nanos) {
        return Unpooled.wrappedBuffer(at(nanos));
    }

    private byte[] at(long nanos) {
        byte[] stamped = frame.clone();
        long rest = nanos;
        for (int i = timeAt + TIME.length() - 1; i >= timeAt; i--) {
            stamped[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return stamped;
    }

    /** RFC 6455, section 5.2; from a server, so not masked. */
    private static byte[] header(int length) {
        if (length < 126) {
            return new byte[] {(byte) 0x81, (byte) length};
        }
        return length < 65_536
                ? new byte[] {(byte) 0x81, 126, (byte) (length >> 8), (byte) length}
                : new byte[] {
                    (byte) 0x81,
                    127,
                    0,
                    0,
                    0,
                    0,
                    (byte) (length >> 24),
                    (byte) (length >> 16),
                    (byte) (length >> 8),
                    (byte) length
                };
    }
}
