// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.json.ConnectJson.Answer;
import org.drivechange.impl.socketio.JsonSlice;
import org.drivechange.impl.socketio.Recovery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectJsonTest {

    private static JsonSlice payload(String json) {
        String frame = "40/notifications," + json;
        return new JsonSlice(frame, frame.length() - json.length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            {"sid":"vI16-HBsn"}                        | vI16-HBsn | none
            {"sid":"aR2swq91","pid":"hyealYsg"}        | aR2swq91  | hyealYsg
            {"pid":"","sid":"aR2swq91"}                | aR2swq91  | none
            {"pid":null,"sid":"aR2swq91"}              | aR2swq91  | none
            {"pid":{"pid":"x"},"sid":"aR2swq91"}       | aR2swq91  | none
            """)
    void parser_reads_sid_and_optional_pid(String json, String sid, String pid) throws Exception {
        assertThat(ConnectJson.read(payload(json))).isEqualTo(new Answer(sid, Optional.ofNullable(pid)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "\"sid\"",
                "{\"sid\":\"\"}",
                "{\"sid\":null}",
                "{\"sid\":[\"s3cr3t\"]}",
                "{\"sid\":\"s3cr3t\"",
                "{\"sid\":\"s3cr3t\"}{}",
                "{\"sid\":\"s3cr3t\",NaN:1}"
            })
    void parser_rejects_answer_without_sid_without_quoting_it(String json) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ConnectJson.read(payload(json)))
                .satisfies(malformed -> assertThat(malformed.getMessage()).doesNotContain("s3cr3t"));
    }

    @Test
    void parser_bounds_ids() throws Exception {
        String most = "x".repeat(256);
        assertThat(ConnectJson.read(payload("{\"sid\":\"" + most + "\",\"pid\":\"" + most + "y\"}")))
                .isEqualTo(new Answer(most, Optional.empty()));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ConnectJson.read(payload("{\"sid\":\"" + most + "y\"}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "Invalid namespace"                                 | Invalid namespace
            {"message":"Unauthorized","data":{"code":401}}      | Unauthorized
            {"data":[{"message":1}],"message":"a\\u002Bb\\/c"}    | a+b/c
            {"message":{"message":"s3cr3t"}}                    | JSON without a message
            {"code":"s3cr3t"}                                   | JSON without a message
            ["s3cr3t"]                                          | JSON without a message
            401                                                 | 401
            "a\\u002Bb"                                         | a+b
            """)
    void reason_is_the_text_or_the_message_of_an_object_decoded(String json, String reason) throws Exception {
        assertThat(ConnectJson.reason(payload(json))).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "\"a\" b", "s3cr3t", "{\"message\":}"})
    void parser_rejects_refusal_that_is_not_json(String json) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ConnectJson.reason(payload(json)))
                .satisfies(malformed -> assertThat(malformed.getMessage()).doesNotContain("s3cr3t"));
    }

    @Test
    void recovery_request_is_valid_json() {
        assertThat(ConnectJson.recovery(new Recovery("hyea", "Q7wekZ-")))
                .isEqualTo("{\"pid\":\"hyea\",\"offset\":\"Q7wekZ-\"}");
        assertThat(ConnectJson.recovery(new Recovery("a\"b\\", "\n")))
                .isEqualTo("{\"pid\":\"a\\\"b\\\\\",\"offset\":\"\\n\"}");
    }
}
