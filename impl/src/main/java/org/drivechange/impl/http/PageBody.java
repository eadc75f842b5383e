// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Deque;

/**
 * Body of a response in the buffers of the HTTP client. Reading it releases the buffers.
 *
 * @param parts the received bytes
 * @param tooLarge whether the body is larger than allowed, and the rest was not received
 */
record PageBody(Deque<ByteBuffer> parts, boolean tooLarge) {

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer part : parts) {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
        }
        return bytes.toByteArray();
    }

    InputStream stream() {
        return new InputStream() {

            @Override
            public int read() {
                ByteBuffer next = next();
                return next == null ? -1 : next.get() & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                ByteBuffer next = next();
                if (next == null) {
                    return -1;
                }
                int count = Math.min(length, next.remaining());
                next.get(bytes, offset, count);
                return count;
            }

            private ByteBuffer next() {
                while (!parts.isEmpty() && !parts.peek().hasRemaining()) {
                    parts.remove();
                }
                return parts.peek();
            }
        };
    }

    @Override
    public String toString() {
        return "PageBody[tooLarge=" + tooLarge + "]";
    }
}
