// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import io.netty.buffer.ByteBuf;
import org.drivechange.simulator.StreamPosition;

/**
 * Tracks the progress of a server's stream towards a {@link StreamPosition}. A server's frames are not masked (RFC 6455,
 * section 5.2).
 */
public final class StreamTracker {

    private static final int END_OF_HEAD = 0x0D0A0D0A;

    private static final int SHORT_HEADER = 2;

    private boolean inHead;

    private int lastFourOfHead;

    private int framesLeft;

    private long bytesLeft;

    private int headerRead;

    private int lengthLeft;

    private long payloadLeft;

    public StreamTracker(StreamPosition position) {
        inHead = position.upgraded();
        framesLeft = position.frames();
        bytesLeft = position.bytes();
    }

    public boolean isOver() {
        return !inHead && framesLeft == 0 && bytesLeft == 0;
    }

    /** Advances by these bytes and returns the number of those before the point. */
    public int pass(ByteBuf bytes) {
        int index = bytes.readerIndex();
        while (!isOver() && index < bytes.writerIndex()) {
            pass(bytes.getUnsignedByte(index));
            index++;
        }
        return index - bytes.readerIndex();
    }

    private void pass(int value) {
        if (inHead) {
            lastFourOfHead = lastFourOfHead << 8 | value;
            inHead = lastFourOfHead != END_OF_HEAD;
        } else if (framesLeft > 0) {
            passOfFrame(value);
        } else {
            bytesLeft--;
        }
    }

    private void passOfFrame(int value) {
        if (inHeader()) {
            passOfHeader(value);
        } else {
            payloadLeft--;
        }
        if (!inHeader() && payloadLeft == 0) {
            framesLeft--;
            headerRead = 0;
        }
    }

    private boolean inHeader() {
        return headerRead < SHORT_HEADER || lengthLeft > 0;
    }

    private void passOfHeader(int value) {
        headerRead++;
        if (headerRead == SHORT_HEADER) {
            lengthLeft = value == 127 ? Long.BYTES : value == 126 ? Short.BYTES : 0;
            payloadLeft = lengthLeft == 0 ? value : 0;
        } else if (headerRead > SHORT_HEADER) {
            lengthLeft--;
            payloadLeft = payloadLeft << 8 | value;
        }
    }
}
