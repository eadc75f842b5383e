// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 and keeps the characters from a mark on, so that a part of the text can be copied by its offsets. Rejects bytes
 * that are not UTF-8.
 */
final class SliceReader extends Reader {

    private final Reader in;
    private final StringBuilder kept = new StringBuilder();
    private long keptFrom;
    private boolean marked;

    SliceReader(InputStream bytes) {
        in = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (!marked) {
            discard(kept.length());
        }
        int count = in.read(buffer, offset, length);
        if (count > 0) {
            kept.append(buffer, offset, count);
        }
        return count;
    }

    /**
     * Keeps the text from an offset on.
     *
     * @param offset an offset within the part that was read last
     */
    void mark(long offset) {
        discard((int) (offset - keptFrom));
        marked = true;
    }

    /** Returns the text from the mark to an offset, and ends the mark. */
    String release(long end) {
        marked = false;
        return kept.substring(0, (int) (end - keptFrom));
    }

    private void discard(int count) {
        kept.delete(0, count);
        keptFrom += count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
