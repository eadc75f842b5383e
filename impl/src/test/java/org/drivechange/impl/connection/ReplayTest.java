// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.drivechange.impl.connection.ProtocolEvent.Joined;
import org.drivechange.impl.connection.ProtocolEvent.Notifications;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.socketio.Recovery;
import org.junit.jupiter.api.Test;

/** What comes before the CONNECT answer, and what recovers a connection. */
class ReplayTest {

    private static final String PID = "hyealYsgh7oMU7x4AAAq";
    private static final String ANSWER = "40/notifications,{\"sid\":\"aR2swq91pH_8x_t7AAAp\",\"pid\":\"" + PID + "\"}";

    private static String numbered(String offset) {
        return ProtocolHarness.NOTIFICATION.replace("\"]", "\",\"" + offset + "\"]");
    }

    @Test
    void the_replay_of_a_real_server_is_told_after_the_answer_in_order() throws Exception {
        ProtocolHarness talk = new ProtocolHarness(EngineIoVersion.EIO4, new Recovery(PID, "Q7wekZ-"));
        talk.hear(ProtocolHarness.HANDSHAKE);
        assertThat(talk.hear("42/notifications,[\"notification\",{\"obj\":1},\"Q7wekaU\"]"))
                .isEmpty();
        assertThat(talk.hear("451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0},\"Q7wekay\"]"))
                .isEmpty();
        assertThat(talk.hear(ByteBuffer.wrap(new byte[] {1}))).isEmpty();
        assertThat(talk.hear("42/notifications,[\"notification\",\"missed\",\"Q7wekcs\"]"))
                .isEmpty();
        assertThat(talk.hear(ANSWER))
                .hasSize(3)
                .startsWith(new Joined("aR2swq91pH_8x_t7AAAp", true))
                // neither is Graph's, so a change may hide in each
                .filteredOn(Notifications.class::isInstance)
                .allMatch(one -> !((Notifications) one).complete());
        assertThat(talk.conversation.recovery()).contains(new Recovery(PID, "Q7wekcs"));
    }

    @Test
    void the_offset_that_was_sent_holds_until_another_one_comes() throws Exception {
        ProtocolHarness talk = new ProtocolHarness(EngineIoVersion.EIO4, new Recovery(PID, "Q7wekZ-"));
        talk.hear(ProtocolHarness.HANDSHAKE, ANSWER);
        assertThat(talk.conversation.recovery()).contains(new Recovery(PID, "Q7wekZ-"));
        talk.hear(numbered("Q7wekaU"));
        assertThat(talk.conversation.recovery()).contains(new Recovery(PID, "Q7wekaU"));
        // an event that wants an ack is never kept by the server, so it has no offset
        talk.hear("42/notifications,0[\"other\",\"withack\"]");
        assertThat(talk.conversation.recovery()).contains(new Recovery(PID, "Q7wekaU"));
        talk.hear("42/other,[\"notification\",\"{}\",\"Q7other\"]");
        assertThat(talk.conversation.recovery()).contains(new Recovery(PID, "Q7wekaU"));
    }

    @Test
    void where_notifications_want_acks_the_server_would_not_replay_all_of_them() throws Exception {
        ProtocolHarness talk = new ProtocolHarness(EngineIoVersion.EIO4, new Recovery(PID, "Q7wekZ-"));
        talk.hear(ProtocolHarness.HANDSHAKE, ANSWER, "42/notifications,0[\"notification\",\"withack\"]");
        assertThat(talk.conversation.recovery()).isEmpty();
        talk.hear(numbered("Q7wekaU"));
        assertThat(talk.conversation.recovery()).isEmpty();
    }

    @Test
    void there_is_nothing_to_recover_without_an_id_and_an_offset() throws Exception {
        ProtocolHarness first = new ProtocolHarness(EngineIoVersion.EIO4, null);
        first.hear(ProtocolHarness.HANDSHAKE, ANSWER);
        assertThat(first.conversation.recovery()).isEmpty();
        ProtocolHarness unoffered = ProtocolHarness.joined();
        unoffered.hear(numbered("Q7wekaU"));
        assertThat(unoffered.conversation.recovery()).isEmpty();
    }

    @Test
    void an_ack_that_is_wanted_before_the_answer_is_given_after_it() throws Exception {
        ProtocolHarness talk = new ProtocolHarness(EngineIoVersion.EIO4, null);
        talk.hear(ProtocolHarness.HANDSHAKE);
        assertThat(talk.hear(ProtocolHarness.NOTIFICATION.replace(",[", ",7["))).isEmpty();
        assertThat(ProtocolHarness.told(talk.hear(ProtocolHarness.WELCOME)))
                .isEqualTo("Joined Notifications 43/notifications,7[]");
    }

    @Test
    void heartbeats_are_answered_before_the_answer() throws Exception {
        ProtocolHarness talk = new ProtocolHarness(EngineIoVersion.EIO4, null);
        talk.hear(ProtocolHarness.HANDSHAKE);
        assertThat(ProtocolHarness.told(talk.hear("2"))).isEqualTo("3");
        assertThat(ProtocolHarness.told(talk.hear("2probe"))).isEqualTo("3probe");
        assertThat(ProtocolHarness.told(talk.hear("2" + "x".repeat(1000)))).isEqualTo("3");
    }

    @Test
    void the_root_namespace_is_joined_by_a_server_of_revision_3_itself() throws Exception {
        ProtocolHarness talk = new ProtocolHarness("https://h.svc.ms/?token=s3cr3t-token", EngineIoVersion.EIO3, null);
        assertThat(talk.hear(ProtocolHarness.HANDSHAKE)).isEmpty();
        assertThat(talk.hear("40")).containsExactly(new Joined("CfnhtJEGVQKxbtq4AAAA", false));
        assertThat(ProtocolHarness.told(talk.hear("42[\"notification\",\"{\\\"value\\\":[{}]}\"]")))
                .isEqualTo("Notifications");
    }

    @Test
    void what_was_heard_last_before_a_notification_is_known() throws Exception {
        ProtocolHarness talk = ProtocolHarness.joined();
        talk.now = talk.now.plusSeconds(20);
        talk.hear("2");
        talk.now = talk.now.plusSeconds(10);
        assertThat(talk.hear("42/notifications,[\"notification\",\"no json\"]"))
                .singleElement()
                .isInstanceOfSatisfying(Notifications.class, one -> {
                    assertThat(one.complete()).isFalse();
                    assertThat(one.previousArrival()).isEqualTo(talk.now.minusSeconds(10));
                });
    }
}
