// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.drivechange.impl.connection.ProtocolEvent.Failed;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.session.SessionMachineHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a conversation, and what does not. */
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
    void the_namespace_is_left_or_the_packet_is_malformed(String frame, String code) throws Exception {
        assertThat(ProtocolHarness.told(ProtocolHarness.joined().hear(frame))).isEqualTo(code);
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
    void what_does_not_concern_the_namespace_changes_nothing(String frame) throws Exception {
        ProtocolHarness talk = ProtocolHarness.joined();
        assertThat(talk.hear(frame)).isEmpty();
        assertThat(ProtocolHarness.told(talk.hear(ProtocolHarness.NOTIFICATION)))
                .isEqualTo("Notifications");
    }

    @Test
    void in_revision_3_the_end_of_the_root_is_the_end_of_all() throws Exception {
        ProtocolHarness talk = new ProtocolHarness(EngineIoVersion.EIO3, null);
        talk.hear(ProtocolHarness.HANDSHAKE, "40", "40/notifications,");
        assertThat(ProtocolHarness.told(talk.hear("41"))).isEqualTo("DRC3006");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "2", "42[\"notification\"]", "1", "", "<html>"})
    void the_handshake_comes_first(String frame) throws Exception {
        assertThat(ProtocolHarness.told(new ProtocolHarness(EngineIoVersion.EIO4, null).hear(frame)))
                .isEqualTo("DRC3009");
    }

    @Test
    void binary_messages_come_after_their_packet_and_nowhere_else() throws Exception {
        assertThat(ProtocolHarness.told(ProtocolHarness.joined().hear(BYTES))).isEqualTo("DRC3009");
        ProtocolHarness interrupted = ProtocolHarness.joined();
        String header = "451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]";
        assertThat(ProtocolHarness.told(interrupted.hear(header, ProtocolHarness.NOTIFICATION)))
                .isEqualTo("DRC3009");
        ProtocolHarness wrong = ProtocolHarness.joined();
        wrong.hear(header.replace("\"num\":0", "\"num\":1"));
        assertThat(ProtocolHarness.told(wrong.hear(BYTES))).isEqualTo("DRC3009");
        ProtocolHarness large = ProtocolHarness.joined();
        large.hear(header);
        ByteBuffer tooMuch = ByteBuffer.allocate((1 << 20) + 1);
        assertThat(ProtocolHarness.told(large.hear(tooMuch))).isEqualTo("DRC3010");
    }

    @Test
    void a_flood_before_the_answer_is_the_end() throws Exception {
        ProtocolHarness talk = new ProtocolHarness(EngineIoVersion.EIO4, null);
        talk.hear(ProtocolHarness.HANDSHAKE);
        String frame = ProtocolHarness.NOTIFICATION.replace("b8a61df7", "x".repeat(300_000));
        int taken = 0;
        while (talk.hear(frame).isEmpty()) {
            taken++;
            assertThat(taken).isLessThan(100);
        }
        assertThat(ProtocolHarness.told(talk.hear(frame))).isEqualTo("DRC3012");
        assertThat(taken).isGreaterThan(40);
    }

    @Test
    void many_notifications_in_few_frames_are_a_flood_too() throws Exception {
        ProtocolHarness talk = new ProtocolHarness(EngineIoVersion.EIO4, null);
        talk.hear(ProtocolHarness.HANDSHAKE);
        String elements = "{},".repeat(9_999) + "{}";
        String frame = "42/notifications,[\"notification\",{\"value\":[" + elements + "]}]";
        int taken = 0;
        while (talk.hear(frame).isEmpty()) {
            taken++;
            assertThat(taken).isLessThan(10);
        }
        assertThat(ProtocolHarness.told(talk.hear(frame))).isEqualTo("DRC3012");
    }

    @Test
    void a_reason_that_repeats_the_credential_is_told_without_it() throws Exception {
        assertThat(ProtocolHarness.joined().closed("close code 1008, bad s3cr3t-token"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Failed.class,
                        over -> assertThat(over.failure().detail()).contains("close code 1008, bad [redacted]"));
        String json = "{\"why\":\"" + "x".repeat(285) + " s3cr3t-token\"}";
        assertThat(ProtocolHarness.joined().hear("44/notifications," + json))
                .singleElement()
                .isInstanceOfSatisfying(
                        Failed.class,
                        over -> assertThat(over.failure().detail())
                                .doesNotContain("s3c")
                                .hasSizeLessThan(400));
    }

    @Test
    void a_frame_that_the_container_refuses_to_read_is_too_large() throws Exception {
        assertThat(ProtocolHarness.joined().tooLarge("close code 1009, s3cr3t-token is too big"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Failed.class,
                        over -> assertThat(over.failure().describe(SessionMachineHarness.KEY))
                                .startsWith("DRC3010 /me/drive/root, open")
                                .endsWith("close code 1009, [redacted] is too big"));
    }

    @Test
    void a_link_lost_before_the_handshake_hints_at_the_revision() throws Exception {
        assertThat(new ProtocolHarness(EngineIoVersion.EIO4, null).closed("close code 1006"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Failed.class,
                        over -> assertThat(over.failure().describe(SessionMachineHarness.KEY))
                                .startsWith("DRC3007 /me/drive/root, waiting for the Engine.IO handshake")
                                .endsWith("drivechange.engine-io"));
    }
}
