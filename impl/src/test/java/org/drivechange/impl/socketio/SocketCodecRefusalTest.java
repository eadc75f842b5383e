// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.SocketPacket.Disconnect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames include the leading 4 of Engine.IO. */
class SocketCodecRefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4                                   | a packet type from 0 to 6 but found nothing
            49                                  | a packet type from 0 to 6 but found "9"
            47["x"]                             | a packet type from 0 to 6 but found "7["x"]"
            4x                                  | a packet type from 0 to 6 but found "x"
            '4 2["x"]'                          | a packet type from 0 to 6 but found " 2["x"]"
            4٢["x"]                             | a packet type from 0 to 6 but found "٢["x"]"
            42                                  | an array but found nothing
            42/notifications,                   | an array but found nothing
            42/n["a","b"]                       | an array but found ""b"]"
            42/notifications,{"a":1}            | an array but found "{"a":1}"
            42/notifications,null               | an array but found "null"
            '42 ["a"]'                          | an array but found " ["a"]"
            '42/n, 1["a"]'                      | an array but found " 1["a"]"
            42-1["a"]                           | an array but found "-1["a"]"
            42+1["a"]                           | an array but found "+1["a"]"
            421e0["a"]                          | an array but found "e0["a"]"
            42٢["a"]                            | an array but found "٢["a"]"
            421-["a"]                           | an array but found "-["a"]"
            42/n,9223372036854775808["a"]       | a number up to 9223372036854775807 but found "9223372036854775808["a"]"
            43["a"]                             | the id of the event that is answered but found "["a"]"
            43/n,                               | the id of the event that is answered but found nothing
            43/n,1                              | an array but found nothing
            43/n,1{}                            | an array but found "{}"
            43/n,99999999999999999999[]         | a number up to 9223372036854775807 but found "99999999999999999999[]"
            461-/n,["a"]                        | the id of the event that is answered but found "["a"]"
            41/notifications,{"x":1}            | nothing more in DISCONNECT but found "{"x":1}"
            411                                 | nothing more in DISCONNECT but found "1"
            44                                  | a reason in CONNECT_ERROR but found nothing
            44/nope,                            | a reason in CONNECT_ERROR but found nothing
            44/nope                             | a reason in CONNECT_ERROR but found nothing
            45/notifications,["x"]              | a number of attachments, 1- to 10-, but found "/notifications,["x"]"
            45                                  | a number of attachments, 1- to 10-, but found nothing
            45["x"]                             | a number of attachments, 1- to 10-, but found "["x"]"
            45-["x"]                            | a number of attachments, 1- to 10-, but found "-["x"]"
            451["x"]                            | a number of attachments, 1- to 10-, but found "1["x"]"
            451                                 | a number of attachments, 1- to 10-, but found "1"
            450-/notifications,["x"]            | a number of attachments, 1- to 10-, but found "0-/notifications,["x"]"
            4511-/notifications,["x"]           | a number of attachments, 1- to 10-, but found "11-/notifications,["x"]"
            451e0-["x"]                         | a number of attachments, 1- to 10-, but found "1e0-["x"]"
            450x1-["x"]                         | a number of attachments, 1- to 10-, but found "0x1-["x"]"
            45+1-["x"]                          | a number of attachments, 1- to 10-, but found "+1-["x"]"
            45 1-["x"]                          | a number of attachments, 1- to 10-, but found " 1-["x"]"
            45٢-["x"]                           | a number of attachments, 1- to 10-, but found "٢-["x"]"
            460-1["x"]                          | a number of attachments, 1- to 10-, but found "0-1["x"]"
            4599999999999999999999-["x"]        | a number up to 9223372036854775807 but found "99999999999999999999-["x"]"
            451-/n,{}                           | an array but found "{}"
            451-/n,                             | an array but found nothing
            """)
    void codec_rejects_malformed_packet(String frame, String message) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> SocketCodec.decode(frame, 1))
                .withMessage("expected " + message)
                .satisfies(exception -> assertThat(exception.getStackTrace()).isEmpty());
    }

    @Test
    void codec_rejects_namespace_over_9216_characters() throws ProtocolException {
        String namespace = "/" + "n".repeat(9215);
        assertThat(SocketCodec.decode("41" + namespace + ",", 1)).isEqualTo(new Disconnect(namespace));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> SocketCodec.decode("41" + namespace + "n,", 1))
                .withMessage("expected a namespace of up to 9216 characters but found 9217");
    }

    @Test
    void exception_quotes_at_most_40_escaped_characters() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> SocketCodec.decode("42/n?token=secret,\n\u202e" + "x".repeat(39), 1))
                .withMessage("expected an array but found \"\\u000a\\u202e" + "x".repeat(28) + "…\"");
    }
}
