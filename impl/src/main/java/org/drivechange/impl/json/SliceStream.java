// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the bytes of a UTF-8 text from a mark on, so that a part of the text can be copied by its offsets. */
final class SliceStream extends InputStream {

    /** Decoders write it for bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private final InputStream in;
    private byte[] kept = new byte[16 * 1024];
    private int length;
    private long keptFrom;

    /** Offset from which the text is kept; -1 if it is not kept. */
    private long mark = -1;

    SliceStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] next = new byte[1];
        return read(next, 0, 1) < 0 ? -1 : next[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        discard(mark < 0 ? length : (int) (mark - keptFrom));
        int count = in.read(buffer, offset, size);
        if (count > 0) {
            keep(buffer, offset, count);
        }
        return count;
    }

    private void discard(int count) {
        System.arraycopy(kept, count, kept, 0, length - count);
        length -= count;
        keptFrom += count;
    }

    private void keep(byte[] bytes, int offset, int count) {
        if (kept.length - length < count) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, length + count));
        }
        System.arraycopy(bytes, offset, kept, length, count);
        length += count;
    }

    /**
     * Keeps the text from an offset on.
     *
     * @param offset an offset within the part that was read last
     */
    void mark(long offset) {
        mark = offset;
    }

    /** Ends the mark. */
    void release() {
        mark = -1;
    }

    /**
     * Returns a part of the text.
     *
     * @param from offset behind the mark
     * @throws CharacterCodingException if it is not UTF-8
     */
    String text(long from, long to) throws CharacterCodingException {
        int start = (int) (from - keptFrom);
        int size = (int) (to - from);
        String text = new String(kept, start, size, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(kept, start, size))
                        .toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
