// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Frames of notifications, created in advance: a WebSocket text frame with an Engine.IO message with a Socket.IO event as sent
 * by Graph.
 */
final class NotificationFrames {

    /** Prefix of the time of sending, which has as many digits as {@link #TIME}. */
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

    /** Shorter form for small payloads. */
    private static final String SHORT_NOTIFICATION = "{\\\"value\\\":[{"
            + "\\\"subscriptionId\\\":\\\"5554a2f6\\\",\\\"clientState\\\":\\\"" + MARK + TIME + "\\\","
            + "\\\"resource\\\":\\\"b8a61df7%s\\\"}]}";

    private final byte[] frame;
    private final int timeAt;
    private final int chunkFrames;
    private final ByteBuf chunk;

    private NotificationFrames(String text, boolean repeated) {
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

    static NotificationFrames of(Notifications notifications) {
        int characters = notifications.characters();
        boolean brief = characters > 0 && characters < text(NOTIFICATION, 0).length();
        String form = brief ? SHORT_NOTIFICATION : NOTIFICATION;
        return new NotificationFrames(
                text(form, Math.max(0, characters - text(form, 0).length())), notifications.repeated());
    }

    private static String text(String form, int filling) {
        return "42/notifications,[\"notification\",\"" + form.formatted("x".repeat(filling)) + "\"]";
    }

    /** Returns at most this number of frames, limited by the chunk. */
    ByteBuf chunk(long requested) {
        int frames = (int) Math.min(requested, chunkFrames);
        return chunk.retainedSlice(0, frames * frame.length);
    }

    /** Releases the buffer. */
    void release() {
        chunk.release();
    }

    int chunkFrames() {
        return chunkFrames;
    }

    /** Returns one frame with this time of sending. */
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

    /** RFC 6455, section 5.2; a server does not mask. */
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
