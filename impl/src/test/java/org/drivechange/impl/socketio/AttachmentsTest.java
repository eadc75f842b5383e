// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.drivechange.impl.diagnostics.ProtocolException;
import org.junit.jupiter.api.Test;

class AttachmentsTest {

    private static final byte[] FIRST = {1, 2, 3};
    private static final byte[] SECOND = {4};

    @Test
    void attachments_are_complete_when_all_have_arrived() throws ProtocolException {
        Attachments none = Attachments.begin(announced("52-/n,[\"bin\"]"), 4);
        Attachments one = none.add(FIRST);
        Attachments two = one.add(SECOND);

        assertThat(none.complete()).isFalse();
        assertThat(one.complete()).isFalse();
        assertThat(two.complete()).isTrue();
        assertThat(two.received()).containsExactly(FIRST, SECOND);
        assertThat(none.received()).isEmpty();
        assertThat(one.received()).containsExactly(FIRST);
    }

    @Test
    void ack_can_have_attachments() throws ProtocolException {
        assertThat(Attachments.begin(announced("61-7[]"), 1).add(SECOND).complete())
                .isTrue();
    }

    @Test
    void packet_without_attachments_is_complete_at_once() throws ProtocolException {
        assertThat(Attachments.begin(announced("2[\"x\"]"), 1).complete()).isTrue();
        assertThat(Attachments.begin(announced("1"), 1).complete()).isTrue();
    }

    @Test
    void attachments_reject_excess_message() throws ProtocolException {
        Attachments complete = Attachments.begin(announced("51-[\"x\"]"), 10).add(FIRST);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> complete.add(SECOND))
                .withMessage("expected 1 binary attachments but found one more");
    }

    @Test
    void attachments_reject_excess_bytes() throws ProtocolException {
        Attachments one = Attachments.begin(announced("52-[\"x\"]"), 3).add(FIRST);
        assertThat(one.add(new byte[0]).complete()).isTrue();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> one.add(SECOND))
                .withMessage("expected up to 3 bytes of attachments but found 4");
    }

    @Test
    void to_string_shows_counts() throws ProtocolException {
        assertThat(Attachments.begin(announced("52-/n,[\"secret\"]"), 9).add(FIRST))
                .hasToString("Attachments[1 of 2, Event[/n, ack -1, 2 attachments, JsonSlice[10 characters]]]");
    }

    @Test
    void recovery_to_string_hides_secrets() {
        Recovery recovery = new Recovery("secret", "offset");
        assertThat(recovery.pid()).isEqualTo("secret");
        assertThat(recovery.offset()).isEqualTo("offset");
        assertThat(recovery).hasToString("Recovery[…]").isEqualTo(new Recovery("secret", "offset"));
        assertThatNullPointerException()
                .isThrownBy(() -> new Recovery(null, "offset"))
                .withMessage("pid");
        assertThatNullPointerException()
                .isThrownBy(() -> new Recovery("pid", null))
                .withMessage("offset");
    }

    private static SocketPacket announced(String packet) throws ProtocolException {
        return SocketCodec.decode(packet, 0);
    }
}
