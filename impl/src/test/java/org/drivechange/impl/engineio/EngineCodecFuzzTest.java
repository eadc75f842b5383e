// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.drivechange.impl.diagnostics.ProtocolException;

/** Decodes arbitrary bytes as a text frame and as a binary frame. */
class EngineCodecFuzzTest {

    @FuzzTest
    void codec_round_trips_or_rejects_any_frame(byte[] input) {
        String frame = new String(input, StandardCharsets.UTF_8);
        for (EngineIoVersion revision : EngineIoVersion.values()) {
            text(revision, frame);
            binary(revision, input);
        }
    }

    private static void text(EngineIoVersion revision, String frame) {
        try {
            EnginePacket packet = EngineCodec.decode(revision, frame);
            assertThat(packet.toString()).hasSizeLessThan(40);
            assertThat(isEncodedAs(revision, packet, frame))
                    .as(packet.toString())
                    .isTrue();
        } catch (ProtocolException e) {
            assertThat(e.getMessage())
                    .startsWith("expected ")
                    .hasSizeLessThan(400)
                    .doesNotContain("\n");
        }
    }

    private static boolean isEncodedAs(EngineIoVersion revision, EnginePacket packet, String frame) {
        if (packet instanceof EnginePacket.Open open) {
            return frame.equals("0" + open.json());
        }
        if (packet instanceof EnginePacket.Ping ping) {
            return frame.equals(EngineCodec.ping() + ping.data());
        }
        if (packet instanceof EnginePacket.Pong pong) {
            return frame.equals(EngineCodec.pong(pong.data()));
        }
        if (packet instanceof EnginePacket.Message message) {
            return frame.equals(EngineCodec.message(message.frame().substring(message.from())));
        }
        if (packet instanceof EnginePacket.Binary binary) {
            String written = revision == EngineIoVersion.EIO3 ? "b4" : "b";
            String base64 = Base64.getEncoder().encodeToString(binary.data());
            // padding is optional, and unused bits of the last character may be set
            return frame.startsWith(written)
                    && frame.replace("=", "").length()
                            == written.length() + base64.replace("=", "").length();
        }
        return frame.startsWith("1") || frame.startsWith("5") || frame.startsWith("6") || frame.startsWith("b");
    }

    private static void binary(EngineIoVersion revision, byte[] input) {
        ByteBuffer frame = ByteBuffer.wrap(input);
        try {
            EnginePacket packet = EngineCodec.decode(revision, frame);
            assertThat(packet).isEqualTo(expected(revision, input));
        } catch (ProtocolException e) {
            assertThat(input).isEmpty();
        }
        assertThat(frame).isEqualTo(ByteBuffer.wrap(input));
    }

    private static EnginePacket expected(EngineIoVersion revision, byte[] input) {
        if (revision == EngineIoVersion.EIO4) {
            return new EnginePacket.Binary(input);
        }
        return input[0] == 4
                ? new EnginePacket.Binary(Arrays.copyOfRange(input, 1, input.length))
                : new EnginePacket.Unknown(Byte.toUnsignedInt(input[0]));
    }
}
