// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.SocketPacket.Ack;
import org.drivechange.impl.socketio.SocketPacket.Connect;
import org.drivechange.impl.socketio.SocketPacket.ConnectError;
import org.drivechange.impl.socketio.SocketPacket.Disconnect;
import org.drivechange.impl.socketio.SocketPacket.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames include the leading 4 of Engine.IO, as recorded from servers. */
class SocketCodecDecodeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            40                                                | /                | ''
            40/notifications,                                 | /notifications   | ''
            40/notifications                                  | /notifications   | ''
            40/notifications,{"sid":"azbaaor9PUWK8Lj4AAAt"}   | /notifications   | {"sid":"azbaaor9PUWK8Lj4AAAt"}
            40/notifications,{"sid":"aR2s_t7AAAp","pid":"hy"} | /notifications   | {"sid":"aR2s_t7AAAp","pid":"hy"}
            40{"sid":"x"}                                     | /                | {"sid":"x"}
            40/,                                              | /                | ''
            40/a/b%2C/../C/,{}                                | /a/b%2C/../C/    | {}
            40/nope?token=1,{}                                | /nope?token=1    | {}
            """)
    void codec_decodes_connect(String frame, String namespace, String json) throws ProtocolException {
        Connect connect = (Connect) SocketCodec.decode(frame, 1);
        assertThat(connect.namespace()).isEqualTo(namespace);
        assertThat(connect.payload().json()).isEqualTo(json);
        assertThat(connect.payload().present()).isEqualTo(!json.isEmpty());
        assertThat(connect.attachments()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"41, /", "'41/notifications,', /notifications", "41/notifications, /notifications"})
    void codec_decodes_disconnect(String frame, String namespace) throws ProtocolException {
        assertThat(SocketCodec.decode(frame, 1)).isEqualTo(new Disconnect(namespace));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            44/nope,"Invalid namespace"                            | /nope          | "Invalid namespace"
            44/nope,{"message":"Invalid namespace"}                | /nope          | {"message":"Invalid namespace"}
            44/nope?token=1,{"message":"Invalid namespace"}        | /nope?token=1  | {"message":"Invalid namespace"}
            44/notifications,{"code":401,"detail":"token expired"} | /notifications | {"code":401,"detail":"token expired"}
            44/notifications,{"message":"Unauthorized","data":{}}  | /notifications | {"message":"Unauthorized","data":{}}
            44{"code":1}                                           | /              | {"code":1}
            """)
    void codec_decodes_connect_error(String frame, String namespace, String json) throws ProtocolException {
        ConnectError error = (ConnectError) SocketCodec.decode(frame, 1);
        assertThat(error.namespace()).isEqualTo(namespace);
        assertThat(error.payload().json()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            42/notifications,["notification","{\\"value\\":[{}]}"]      | /notifications | -1 | 0  | ["notification","{\\"value\\":[{}]}"]
            42/notifications,0["notification","{\\"value\\":[]}"]       | /notifications | 0  | 0  | ["notification","{\\"value\\":[]}"]
            42/notifications,["notification",{"obj":1},"Q7wekaU"]       | /notifications | -1 | 0  | ["notification",{"obj":1},"Q7wekaU"]
            42/notifications,0["notification","withack"]                | /notifications | 0  | 0  | ["notification","withack"]
            42/notifications,["late"]                                   | /notifications | -1 | 0  | ["late"]
            42/unknown,["x"]                                            | /unknown       | -1 | 0  | ["x"]
            42["a","/b,c"]                                              | /              | -1 | 0  | ["a","/b,c"]
            427["a"]                                                    | /              | 7  | 0  | ["a"]
            42007["a"]                                                  | /              | 7  | 0  | ["a"]
            42/n,9223372036854775807["a"]                               | /n             | 9223372036854775807 | 0 | ["a"]
            42/notifications,["connect"]                                | /notifications | -1 | 0  | ["connect"]
            452-/notifications,["bin",{"_placeholder":true,"num":0}]    | /notifications | -1 | 2  | ["bin",{"_placeholder":true,"num":0}]
            451-/notifications,7["hello",{"_placeholder":true,"num":0}] | /notifications | 7  | 1  | ["hello",{"_placeholder":true,"num":0}]
            4510-["x"]                                                  | /              | -1 | 10 | ["x"]
            451-12["x"]                                                 | /              | 12 | 1  | ["x"]
            """)
    void codec_decodes_events(String frame, String namespace, long ackId, int attachments, String json)
            throws ProtocolException {
        Event event = (Event) SocketCodec.decode(frame, 1);
        assertThat(event.namespace()).isEqualTo(namespace);
        assertThat(event.ackId()).isEqualTo(ackId);
        assertThat(event.attachments()).isEqualTo(attachments);
        assertThat(event.payload().json()).isEqualTo(json);
        assertThat(event.payload().length()).isEqualTo(json.length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            43/notifications,0["got it"]                             | /notifications | 0  | 0 | ["got it"]
            43/notifications,99["x"]                                 | /notifications | 99 | 0 | ["x"]
            4312[]                                                   | /              | 12 | 0 | []
            461-/notifications,7["ok",{"_placeholder":true,"num":0}] | /notifications | 7  | 1 | ["ok",{"_placeholder":true,"num":0}]
            """)
    void codec_decodes_acks(String frame, String namespace, long ackId, int attachments, String json)
            throws ProtocolException {
        Ack ack = (Ack) SocketCodec.decode(frame, 1);
        assertThat(ack.namespace()).isEqualTo(namespace);
        assertThat(ack.ackId()).isEqualTo(ackId);
        assertThat(ack.attachments()).isEqualTo(attachments);
        assertThat(ack.payload().json()).isEqualTo(json);
    }

    @Test
    void codec_decodes_real_notification_without_copying() throws ProtocolException {
        String json =
                "[\"notification\",\"{\\\"value\\\":[{\\\"subscriptionId\\\":\\\"5554a2f6-1959-4b95-96f4-369b49212df9\\\","
                        + "\\\"clientState\\\":\\\"system-managed:8082D436-D8DA-458D-96AD-34C902B73F37\\\","
                        + "\\\"expirationDateTime\\\":\\\"2026-05-11T21:52:27.5200000Z\\\","
                        + "\\\"siteUrl\\\":\\\"/personal/5a0b9e159b3310ad\\\"}]}\"]";
        String frame = "42/notifications," + json;

        Event event = (Event) SocketCodec.decode(frame, 1);

        assertThat(event).isEqualTo(new Event("/notifications", -1, 0, new JsonSlice(frame, 17)));
        assertThat(event.payload().text()).isSameAs(frame);
        assertThat(event.payload().json()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/n?token=secret,{\"sid\":\"secret\"}",
                "1/n?token=secret,",
                "2/n?token=secret,[\"secret\"]",
                "3/n?token=secret,1[\"secret\"]",
                "4/n?token=secret,\"secret\"",
                "51-/n?token=secret,[\"secret\"]",
                "61-/n?token=secret,1[\"secret\"]"
            })
    void packet_to_string_omits_payload_and_query(String packet) throws ProtocolException {
        assertThat(SocketCodec.decode(packet, 0).toString()).contains("/n?…").doesNotContain("secret");
    }

    @Test
    void payload_is_a_slice() {
        JsonSlice payload = new JsonSlice("42[1]", 2);
        assertThat(payload.json()).isEqualTo("[1]");
        assertThat(payload).hasToString("JsonSlice[3 characters]");
        assertThat(JsonSlice.none().present()).isFalse();
        assertThat(JsonSlice.none().json()).isEmpty();
        assertThat(JsonSlice.none().length()).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new JsonSlice("42", 3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new JsonSlice("42", -1));
    }
}
