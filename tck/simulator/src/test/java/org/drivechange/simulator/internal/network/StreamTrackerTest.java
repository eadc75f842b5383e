// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.drivechange.simulator.StreamPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTrackerTest {

    private static final byte[] HEAD = "HTTP/1.1 101 Switching Protocols\r\nA: b\r\n\r\n".getBytes(US_ASCII);

    private static final byte[] PING = {(byte) 0x89, 0};

    private static byte[] text(int length) {
        ByteBuf frame = Unpooled.buffer().writeByte(0x81);
        if (length < 126) {
            frame.writeByte(length);
        } else if (length < 65_536) {
            frame.writeByte(126).writeShort(length);
        } else {
            frame.writeByte(127).writeLong(length);
        }
        return bytes(frame.writeZero(length));
    }

    private static byte[] bytes(ByteBuf from) {
        byte[] bytes = new byte[from.readableBytes()];
        from.readBytes(bytes);
        return bytes;
    }

    private static byte[] all(byte[]... parts) {
        return bytes(Unpooled.wrappedBuffer(parts));
    }

    private static int passed(StreamTracker passage, byte[] bytes) {
        return passage.pass(Unpooled.wrappedBuffer(bytes));
    }

    @Test
    void stream_tracker_counts_bytes_of_any_kind() {
        StreamTracker passage = new StreamTracker(StreamPosition.afterBytes(5));
        assertThat(passed(passage, new byte[3])).isEqualTo(3);
        assertThat(passage.isOver()).isFalse();
        assertThat(passed(passage, new byte[3])).isEqualTo(2);
        assertThat(passage.isOver()).isTrue();
        assertThat(passed(passage, new byte[3])).isZero();
    }

    @Test
    void stream_tracker_passes_no_bytes_before_now_and_all_before_never() {
        assertThat(new StreamTracker(StreamPosition.now()).isOver()).isTrue();
        assertThat(passed(new StreamTracker(StreamPosition.never()), all(HEAD, PING)))
                .isEqualTo(HEAD.length + PING.length);
    }

    @Test
    void stream_tracker_ends_the_upgrade_with_the_response_head() {
        StreamTracker passage = new StreamTracker(StreamPosition.afterFrames(0));
        assertThat(passed(passage, all(HEAD, PING))).isEqualTo(HEAD.length);
        assertThat(passage.isOver()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 70_000})
    void stream_tracker_counts_frames_of_any_length_in_chunks_of_any_length(int length) {
        byte[] counted = all(HEAD, text(length), PING, text(length));
        byte[] stream = all(counted, text(3));
        for (int piece : new int[] {1, 2, 3, 7, 1_000, stream.length}) {
            StreamTracker passage = new StreamTracker(StreamPosition.afterFrames(3));
            ByteBuf rest = Unpooled.wrappedBuffer(stream);
            int passed = 0;
            while (rest.isReadable()) {
                passed += passage.pass(rest.readSlice(Math.min(piece, rest.readableBytes())));
            }
            assertThat(passed).as("in pieces of %d", piece).isEqualTo(counted.length);
            assertThat(passage.isOver()).isTrue();
        }
    }

    @Test
    void stream_tracker_counts_bytes_after_the_frames() {
        StreamTracker passage = new StreamTracker(new StreamPosition(true, 1, 2));
        assertThat(passed(passage, all(HEAD, PING, text(9)))).isEqualTo(HEAD.length + PING.length + 2);
    }
}
