// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.drivechange.impl.connection.ProtocolEvent.Joined;
import org.drivechange.impl.connection.ProtocolEvent.Notifications;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.socketio.Recovery;
import org.junit.jupiter.api.Test;

/** Frames before the CONNECT answer, and recovery of a connection. */
class ReplayTest {

    private static final String PID = "hyealYsgh7oMU7x4AAAq";
    private static final String ANSWER = "40/notifications,{\"sid\":\"aR2swq91pH_8x_t7AAAp\",\"pid\":\"" + PID + "\"}";

    private static String numbered(String offset) {
        return ProtocolHarness.NOTIFICATION.replace("\"]", "\",\"" + offset + "\"]");
    }

    @Test
    void replay_is_delivered_after_connect_answer_in_order() throws Exception {
        ProtocolHarness harness = new ProtocolHarness(EngineIoVersion.EIO4, new Recovery(PID, "Q7wekZ-"));
        harness.receive(ProtocolHarness.HANDSHAKE);
        assertThat(harness.receive("42/notifications,[\"notification\",{\"obj\":1},\"Q7wekaU\"]"))
                .isEmpty();
        assertThat(harness.receive("451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0},\"Q7wekay\"]"))
                .isEmpty();
        assertThat(harness.receive(ByteBuffer.wrap(new byte[] {1}))).isEmpty();
        assertThat(harness.receive("42/notifications,[\"notification\",\"missed\",\"Q7wekcs\"]"))
                .isEmpty();
        assertThat(harness.receive(ANSWER))
                .hasSize(3)
                .startsWith(new Joined("aR2swq91pH_8x_t7AAAp", true))
                // neither is from Graph, so each may hide a change
                .filteredOn(Notifications.class::isInstance)
                .allMatch(one -> !((Notifications) one).complete());
        assertThat(harness.connection.recovery()).contains(new Recovery(PID, "Q7wekcs"));
    }

    @Test
    void offset_is_kept_until_the_next() throws Exception {
        ProtocolHarness harness = new ProtocolHarness(EngineIoVersion.EIO4, new Recovery(PID, "Q7wekZ-"));
        harness.receive(ProtocolHarness.HANDSHAKE, ANSWER);
        assertThat(harness.connection.recovery()).contains(new Recovery(PID, "Q7wekZ-"));
        harness.receive(numbered("Q7wekaU"));
        assertThat(harness.connection.recovery()).contains(new Recovery(PID, "Q7wekaU"));
        // the server never keeps an event that requires an ack, so it has no offset
        harness.receive("42/notifications,0[\"other\",\"withack\"]");
        assertThat(harness.connection.recovery()).contains(new Recovery(PID, "Q7wekaU"));
        harness.receive("42/other,[\"notification\",\"{}\",\"Q7other\"]");
        assertThat(harness.connection.recovery()).contains(new Recovery(PID, "Q7wekaU"));
    }

    @Test
    void notifications_with_ack_id_disable_recovery() throws Exception {
        ProtocolHarness harness = new ProtocolHarness(EngineIoVersion.EIO4, new Recovery(PID, "Q7wekZ-"));
        harness.receive(ProtocolHarness.HANDSHAKE, ANSWER, "42/notifications,0[\"notification\",\"withack\"]");
        assertThat(harness.connection.recovery()).isEmpty();
        harness.receive(numbered("Q7wekaU"));
        assertThat(harness.connection.recovery()).isEmpty();
    }

    @Test
    void recovery_requires_id_and_offset() throws Exception {
        ProtocolHarness first = new ProtocolHarness(EngineIoVersion.EIO4, null);
        first.receive(ProtocolHarness.HANDSHAKE, ANSWER);
        assertThat(first.connection.recovery()).isEmpty();
        ProtocolHarness unoffered = ProtocolHarness.joined();
        unoffered.receive(numbered("Q7wekaU"));
        assertThat(unoffered.connection.recovery()).isEmpty();
    }

    @Test
    void ack_requested_before_connect_answer_is_sent_after_it() throws Exception {
        ProtocolHarness harness = new ProtocolHarness(EngineIoVersion.EIO4, null);
        harness.receive(ProtocolHarness.HANDSHAKE);
        assertThat(harness.receive(ProtocolHarness.NOTIFICATION.replace(",[", ",7[")))
                .isEmpty();
        assertThat(harness.describe(ProtocolHarness.WELCOME)).isEqualTo("Joined Notifications 43/notifications,7[]");
    }

    @Test
    void heartbeat_is_answered_before_connect_answer() throws Exception {
        ProtocolHarness harness = new ProtocolHarness(EngineIoVersion.EIO4, null);
        harness.receive(ProtocolHarness.HANDSHAKE);
        assertThat(harness.describe("2")).isEqualTo("3");
        assertThat(harness.describe("2probe")).isEqualTo("3probe");
        assertThat(harness.describe("2" + "x".repeat(1000))).isEqualTo("3");
    }

    @Test
    void revision_3_server_joins_root_namespace_itself() throws Exception {
        ProtocolHarness harness =
                new ProtocolHarness("https://h.svc.ms/?token=s3cr3t-token", EngineIoVersion.EIO3, null);
        assertThat(harness.receive(ProtocolHarness.HANDSHAKE)).isEmpty();
        assertThat(harness.receive("40")).containsExactly(new Joined("CfnhtJEGVQKxbtq4AAAA", false));
        assertThat(harness.describe("42[\"notification\",\"{\\\"value\\\":[{}]}\"]"))
                .isEqualTo("Notifications");
    }

    @Test
    void notification_has_arrival_time_of_previous_packet() throws Exception {
        ProtocolHarness harness = ProtocolHarness.joined();
        harness.now = harness.now.plusSeconds(20);
        harness.receive("2");
        harness.now = harness.now.plusSeconds(10);
        assertThat(harness.receive("42/notifications,[\"notification\",\"no json\"]"))
                .singleElement()
                .isInstanceOfSatisfying(Notifications.class, one -> {
                    assertThat(one.complete()).isFalse();
                    assertThat(one.previousArrival()).isEqualTo(harness.now.minusSeconds(10));
                });
    }
}
