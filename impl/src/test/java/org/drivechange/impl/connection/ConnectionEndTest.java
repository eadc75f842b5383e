// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.session.SessionMachineHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends of a connection, and packets that do not end it. */
class ConnectionEndTest {

    private static final ByteBuffer BYTES = ByteBuffer.wrap(new byte[] {1, 2, 3});

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            41/notifications,                                   | DRC3006
            44/notifications,"Invalid namespace"                | DRC3005
            44/notifications                                    | DRC3009
            0{"sid":"x","pingInterval":1,"pingTimeout":1}       | DRC3009
            9                                                   | DRC3009
            4                                                   | DRC3009
            49                                                  | DRC3009
            ``                                                  | DRC3009
            42/notifications,["notification"                    | DRC3009
            42/notifications,{"a":1}                            | DRC3009
            42/notifications,[]                                 | DRC3009
            43/notifications,0{}                                | DRC3009
            """)
    void disconnect_or_malformed_packet_ends_connection(String frame, String code) throws Exception {
        assertThat(ProtocolHarness.joined().describe(frame)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "41",
                "41/other,",
                "44/other,\"x\"",
                "40/notifications,{\"sid\":\"again\"}",
                "40/other,{\"sid\":\"x\"}",
                "42/other,[\"notification\",\"{}\"]",
                "42[\"notification\",\"{}\"]",
                "42/notifications,[\"something else\",{}]",
                "43/notifications,99[\"x\"]",
                "1",
                "3",
                "5",
                "6"
            })
    void irrelevant_packet_changes_nothing(String frame) throws Exception {
        ProtocolHarness harness = ProtocolHarness.joined();
        assertThat(harness.receive(frame)).isEmpty();
        assertThat(harness.describe(ProtocolHarness.NOTIFICATION)).isEqualTo("Notifications");
    }

    @Test
    void revision_3_end_of_root_namespace_ends_connection() throws Exception {
        ProtocolHarness harness = new ProtocolHarness(EngineIoVersion.EIO3, null);
        harness.receive(ProtocolHarness.HANDSHAKE, "40", "40/notifications,");
        assertThat(harness.describe("41")).isEqualTo("DRC3006");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "2", "42[\"notification\"]", "1", "", "<html>"})
    void packet_before_handshake_ends_connection(String frame) throws Exception {
        assertThat(new ProtocolHarness(EngineIoVersion.EIO4, null).describe(frame))
                .isEqualTo("DRC3009");
    }

    @Test
    void binary_message_outside_packet_ends_connection() throws Exception {
        assertThat(ProtocolHarness.joined().describe(BYTES)).isEqualTo("DRC3009");
        ProtocolHarness interrupted = ProtocolHarness.joined();
        String header = "451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]";
        assertThat(interrupted.describe(header, ProtocolHarness.NOTIFICATION)).isEqualTo("DRC3009");
        ProtocolHarness wrong = ProtocolHarness.joined();
        wrong.receive(header.replace("\"num\":0", "\"num\":1"));
        assertThat(wrong.describe(BYTES)).isEqualTo("DRC3009");
        ProtocolHarness large = ProtocolHarness.joined();
        large.receive(header);
        ByteBuffer tooMuch = ByteBuffer.allocate((1 << 20) + 1);
        assertThat(large.describe(tooMuch)).isEqualTo("DRC3010");
    }

    @Test
    void flood_before_connect_answer_ends_connection() throws Exception {
        ProtocolHarness harness = new ProtocolHarness(EngineIoVersion.EIO4, null);
        harness.receive(ProtocolHarness.HANDSHAKE);
        String frame = ProtocolHarness.NOTIFICATION.replace("b8a61df7", "x".repeat(300_000));
        int taken = 0;
        while (harness.receive(frame).isEmpty() && harness.failure.isEmpty()) {
            taken++;
            assertThat(taken).isLessThan(100);
        }
        assertThat(harness.failure.orElseThrow().code()).isEqualTo(ErrorCode.PRE_JOIN_OVERFLOW);
        assertThat(taken).isGreaterThan(40);
    }

    @Test
    void many_notifications_in_few_frames_count_as_flood() throws Exception {
        ProtocolHarness harness = new ProtocolHarness(EngineIoVersion.EIO4, null);
        harness.receive(ProtocolHarness.HANDSHAKE);
        String elements = "{},".repeat(9_999) + "{}";
        String frame = "42/notifications,[\"notification\",{\"value\":[" + elements + "]}]";
        int taken = 0;
        while (harness.receive(frame).isEmpty() && harness.failure.isEmpty()) {
            taken++;
            assertThat(taken).isLessThan(10);
        }
        assertThat(harness.failure.orElseThrow().code()).isEqualTo(ErrorCode.PRE_JOIN_OVERFLOW);
    }

    @Test
    void refusal_reason_hides_repeated_credential() throws Exception {
        assertThat(ProtocolHarness.joined()
                        .failureOf(harness -> harness.closed("close code 1008, bad s3cr3t-token"))
                        .detail())
                .contains("close code 1008, bad [redacted]");
        String json = "{\"why\":\"" + "x".repeat(285) + " s3cr3t-token\"}";
        assertThat(ProtocolHarness.joined()
                        .failureOf(harness -> harness.receive("44/notifications," + json))
                        .detail())
                .doesNotContain("s3c")
                .hasSizeLessThan(400);
    }

    @Test
    void frame_rejected_by_container_is_too_large() throws Exception {
        assertThat(ProtocolHarness.joined()
                        .failureOf(harness -> harness.tooLarge("close code 1009, s3cr3t-token is too big"))
                        .describe(SessionMachineHarness.KEY))
                .startsWith("DRC3010 /me/drive/root, open")
                .endsWith("close code 1009, [redacted] is too big");
    }

    @Test
    void loss_before_handshake_hints_at_revision() throws Exception {
        assertThat(new ProtocolHarness(EngineIoVersion.EIO4, null)
                        .failureOf(harness -> harness.closed("close code 1006"))
                        .describe(SessionMachineHarness.KEY))
                .startsWith("DRC3007 /me/drive/root, waiting for the Engine.IO handshake")
                .endsWith("drivechange.engine-io");
    }
}
