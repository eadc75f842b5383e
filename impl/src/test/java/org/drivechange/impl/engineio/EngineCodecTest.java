// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.engineio.EnginePacket.Binary;
import org.drivechange.impl.engineio.EnginePacket.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCodecTest {

    @ParameterizedTest
    @EnumSource(EngineIoVersion.class)
    void codec_decodes_text_packets_in_both_revisions(EngineIoVersion revision) throws ProtocolException {
        String handshake =
                "{\"sid\":\"QiJG0xtNdt3yKCOzAAAA\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}";
        assertThat(EngineCodec.decode(revision, "0" + handshake)).isEqualTo(new EnginePacket.Open(handshake));
        assertThat(EngineCodec.decode(revision, "1")).isEqualTo(new EnginePacket.Close());
        assertThat(EngineCodec.decode(revision, "2")).isEqualTo(new EnginePacket.Ping(""));
        assertThat(EngineCodec.decode(revision, "2probe")).isEqualTo(new EnginePacket.Ping("probe"));
        assertThat(EngineCodec.decode(revision, "3")).isEqualTo(new EnginePacket.Pong(""));
        assertThat(EngineCodec.decode(revision, "3probe")).isEqualTo(new EnginePacket.Pong("probe"));
        assertThat(EngineCodec.decode(revision, "40")).isEqualTo(new Message("40", 1));
        assertThat(EngineCodec.decode(revision, "4")).isEqualTo(new Message("4", 1));
        assertThat(EngineCodec.decode(revision, "5")).isEqualTo(new EnginePacket.Upgrade());
        assertThat(EngineCodec.decode(revision, "6")).isEqualTo(new EnginePacket.Noop());
    }

    @ParameterizedTest
    @EnumSource(EngineIoVersion.class)
    void codec_does_not_copy_messages(EngineIoVersion revision) throws ProtocolException {
        String frame = "42/notifications,[\"notification\"]";
        assertThat(EngineCodec.decode(revision, frame))
                .isInstanceOfSatisfying(
                        Message.class, message -> assertThat(message.frame()).isSameAs(frame));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EIO3 | 04010203 | 010203
            EIO3 | 0404     | 04
            EIO3 | 0409     | 09
            EIO3 | 0401     | 01
            EIO3 | 04       | ''
            EIO4 | 010203   | 010203
            EIO4 | 04       | 04
            EIO4 | cafe     | cafe
            EIO4 | 09       | 09
            EIO4 | ''       | ''
            """)
    void codec_expects_type_byte_in_revision_3_only(EngineIoVersion revision, String frame, String data)
            throws ProtocolException {
        assertThat(EngineCodec.decode(revision, bytes(frame))).isEqualTo(binary(data));
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "01, 1", "03, 3", "05, 5", "34, 52", "dead, 222", "ff, 255"})
    void codec_decodes_other_binary_frame_of_revision_3_as_unknown(String frame, int type) throws ProtocolException {
        assertThat(EngineCodec.decode(EngineIoVersion.EIO3, bytes(frame))).isEqualTo(new EnginePacket.Unknown(type));
    }

    @Test
    void codec_rejects_empty_binary_frame_of_revision_3() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> EngineCodec.decode(EngineIoVersion.EIO3, ByteBuffer.allocate(0)))
                .withMessage("expected a binary packet's type but found nothing");
    }

    @ParameterizedTest
    @CsvSource({"EIO3, 0204cafe02, cafe", "EIO4, 02cafe02, cafe"})
    void codec_decodes_buffer_from_position_to_limit_unmodified(EngineIoVersion revision, String content, String data)
            throws ProtocolException {
        ByteBuffer frame = bytes(content);
        frame.position(1).limit(frame.capacity() - 1);

        EnginePacket packet = EngineCodec.decode(revision, frame.asReadOnlyBuffer());

        assertThat(EngineCodec.decode(revision, frame)).isEqualTo(packet);
        assertThat(frame.position()).isEqualTo(1);
        frame.put(2, (byte) 0);
        assertThat(packet).isEqualTo(binary(data));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EIO3 | b4AQID | 010203
            EIO3 | b4yv4= | cafe
            EIO3 | b4     | ''
            EIO4 | bAQID  | 010203
            EIO4 | byv4=  | cafe
            EIO4 | b      | ''
            """)
    void codec_decodes_base64(EngineIoVersion revision, String frame, String data) throws ProtocolException {
        assertThat(EngineCodec.decode(revision, frame)).isEqualTo(binary(data));
    }

    @Test
    void codec_decodes_other_base64_of_revision_3_as_unknown() throws ProtocolException {
        assertThat(EngineCodec.decode(EngineIoVersion.EIO3, "b2AQID")).isEqualTo(new EnginePacket.Unknown(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EIO3 | ''        | expected a packet type from 0 to 6 or b but found nothing
            EIO4 | ''        | expected a packet type from 0 to 6 or b but found nothing
            EIO3 | 7         | expected a packet type from 0 to 6 or b but found "7"
            EIO4 | 9         | expected a packet type from 0 to 6 or b but found "9"
            EIO4 | x         | expected a packet type from 0 to 6 or b but found "x"
            EIO4 | ' 2'      | expected a packet type from 0 to 6 or b but found " 2"
            EIO4 | ٢         | expected a packet type from 0 to 6 or b but found "٢"
            EIO4 | {"a":1}   | expected a packet type from 0 to 6 or b but found "{"a":1}"
            EIO3 | b         | expected a packet type from 0 to 6 after b but found nothing
            EIO3 | b7AQID    | expected a packet type from 0 to 6 after b but found "7AQID"
            EIO3 | bAQID     | expected a packet type from 0 to 6 after b but found "AQID"
            EIO3 | b4A       | expected base64 but found "A"
            EIO4 | b*        | expected base64 but found "*"
            EIO4 | bAQ=      | expected base64 but found "AQ="
            EIO4 | bAQI-     | expected base64 but found "AQI-"
            """)
    void codec_rejects_malformed_frame(EngineIoVersion revision, String frame, String message) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> EngineCodec.decode(revision, frame))
                .withMessage(message)
                .satisfies(exception -> assertThat(exception.getStackTrace()).isEmpty());
    }

    static Stream<Arguments> disturbances() {
        return Stream.of(
                arguments("x\r\n\t\0\u001b", "x\\u000d\\u000a\\u0009\\u0000\\u001b"),
                arguments("x\u202e\u2028", "x\\u202e\\u2028"),
                arguments("x\ud83d", "x\\ud83d"),
                arguments("é\ud83d\ude00", "é\ud83d\ude00"));
    }

    @ParameterizedTest
    @MethodSource("disturbances")
    void exception_escapes_control_characters(String frame, String quoted) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> EngineCodec.decode(EngineIoVersion.EIO4, frame))
                .withMessageEndingWith(" but found \"" + quoted + "\"");
    }

    @Test
    void exception_quotes_at_most_40_characters() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> EngineCodec.decode(EngineIoVersion.EIO4, "x".repeat(40)))
                .withMessageEndingWith(" but found \"" + "x".repeat(40) + "\"");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> EngineCodec.decode(EngineIoVersion.EIO4, "x".repeat(40) + "secret"))
                .withMessageEndingWith(" but found \"" + "x".repeat(40) + "…\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0secret", "2secret", "3secret", "4secret"})
    void packet_to_string_shows_length_only(String frame) throws ProtocolException {
        assertThat(EngineCodec.decode(EngineIoVersion.EIO4, frame).toString())
                .doesNotContain("secret")
                .endsWith("[6 characters]");
        assertThat(binary("cafe")).hasToString("Binary[2 bytes]");
    }

    @Test
    void binary_packets_are_equal_by_content() {
        assertThat(binary("cafe"))
                .isEqualTo(binary("cafe"))
                .hasSameHashCodeAs(binary("cafe"))
                .isNotEqualTo(binary("caff"))
                .isNotEqualTo("cafe");
    }

    @Test
    void codec_encodes_like_reference_client() {
        assertThat(EngineCodec.ping()).isEqualTo("2");
        assertThat(EngineCodec.pong("")).isEqualTo("3");
        assertThat(EngineCodec.pong("probe")).isEqualTo("3probe");
        assertThat(EngineCodec.message("0/notifications,")).isEqualTo("40/notifications,");
        assertThat(EngineIoVersion.EIO3.wire()).isEqualTo("3");
        assertThat(EngineIoVersion.EIO4.wire()).isEqualTo("4");
    }

    private static Binary binary(String hex) {
        return new Binary(HexFormat.of().parseHex(hex));
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
