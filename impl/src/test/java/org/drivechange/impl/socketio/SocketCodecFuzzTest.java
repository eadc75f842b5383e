// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.drivechange.impl.diagnostics.ProtocolException;

/** Decodes arbitrary text as a Socket.IO packet, and encodes packets with arbitrary namespaces. */
class SocketCodecFuzzTest {

    @FuzzTest
    void codec_round_trips_or_rejects_any_packet(byte[] input) throws ProtocolException {
        String text = new String(input, StandardCharsets.UTF_8);
        read(text);
        written("/" + text);
    }

    private static void read(String text) throws ProtocolException {
        SocketPacket packet;
        try {
            packet = SocketCodec.decode(text, 0);
        } catch (ProtocolException e) {
            assertThat(e.getMessage())
                    .startsWith("expected ")
                    .hasSizeLessThan(400)
                    .doesNotContain("\n");
            return;
        }
        SocketPacket again = SocketCodec.decode("4" + text, 1);
        assertThat(wireForm(again)).isEqualTo(wireForm(packet));
        assertThat(wireForm(SocketCodec.decode(wireForm(packet), 0))).isEqualTo(wireForm(packet));
        assertThat(packet.attachments()).isBetween(0, 10);
    }

    /** Parts of the packet in wire order. */
    private static String wireForm(SocketPacket packet) {
        String attachments = packet.attachments() == 0 ? "" : packet.attachments() + "-";
        String start = attachments + packet.namespace() + ",";
        if (packet instanceof SocketPacket.Connect connect) {
            return "0" + start + connect.payload().json();
        }
        if (packet instanceof SocketPacket.ConnectError error) {
            return "4" + start + error.payload().json();
        }
        if (packet instanceof SocketPacket.Event event) {
            String id = event.ackId() == SocketPacket.NO_ACK ? "" : String.valueOf(event.ackId());
            return (attachments.isEmpty() ? "2" : "5")
                    + start
                    + id
                    + event.payload().json();
        }
        return packet instanceof SocketPacket.Ack ack
                ? (attachments.isEmpty() ? "3" : "6")
                        + start
                        + ack.ackId()
                        + ack.payload().json()
                : "1" + start;
    }

    private static void written(String namespace) throws ProtocolException {
        if (namespace.length() > NotificationUrl.MAX_NAMESPACE / 3) {
            return;
        }
        String encoded = namespace.replace(",", "%2C");
        assertThat(SocketCodec.decode(SocketCodec.connect(namespace), 0))
                .isEqualTo(new SocketPacket.Connect(encoded, JsonSlice.none()));
        assertThat(SocketCodec.decode(SocketCodec.disconnect(namespace), 0))
                .isEqualTo(new SocketPacket.Disconnect(encoded));
        assertThat(wireForm(SocketCodec.decode(SocketCodec.ack(namespace, Long.MAX_VALUE), 0)))
                .isEqualTo("3" + encoded + "," + Long.MAX_VALUE + "[]");
    }
}
