// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.impl.diagnostics.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketCodecEncodeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /              | 0                 | 1                 | 312[]
            /notifications | 0/notifications,  | 1/notifications,  | 3/notifications,12[]
            /a%2C/B/       | 0/a%2C/B/,        | 1/a%2C/B/,        | 3/a%2C/B/,12[]
            /a,b,          | 0/a%2Cb%2C,       | 1/a%2Cb%2C,       | 3/a%2Cb%2C,12[]
            """)
    void codec_encodes_namespace_first(String namespace, String connect, String disconnect, String ack) {
        assertThat(SocketCodec.connect(namespace)).isEqualTo(connect);
        assertThat(SocketCodec.disconnect(namespace)).isEqualTo(disconnect);
        assertThat(SocketCodec.ack(namespace, 12)).isEqualTo(ack);
    }

    @Test
    void codec_encodes_connect_with_auth_object() {
        String auth = "{\"pid\":\"hyealYsgh7oMU7x4AAAq\",\"offset\":\"Q7wekZ-\"}";
        assertThat(SocketCodec.connect("/notifications", auth)).isEqualTo("0/notifications," + auth);
        assertThat(SocketCodec.connect("/", auth)).isEqualTo("0" + auth);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /notifications | token=abc&applicationId=x | 0/notifications?token=abc&applicationId=x,
            /notifications | a=%26&b=c+d==&&           | 0/notifications?a=%26&b=c+d==&&,
            /a,b           | c=d,e                     | 0/a%2Cb?c=d%2Ce,
            /notifications | ''                        | 0/notifications,
            /              | a=b                       | 0/?a=b,
            /              | ''                        | 0
            """)
    void codec_encodes_connect_with_query_and_encoded_commas(String namespace, String query, String packet) {
        assertThat(SocketCodec.connectWithQuery(namespace, query)).isEqualTo(packet);
    }

    @ParameterizedTest
    @CsvSource({"0, 30[]", "7, 37[]", "9223372036854775807, 39223372036854775807[]"})
    void codec_encodes_ack_with_id(long ackId, String packet) throws ProtocolException {
        assertThat(SocketCodec.ack("/", ackId)).isEqualTo(packet);
        assertThat(SocketCodec.decode(packet, 0))
                .isInstanceOfSatisfying(
                        SocketPacket.Ack.class, ack -> assertThat(ack.ackId()).isEqualTo(ackId));
    }
}
