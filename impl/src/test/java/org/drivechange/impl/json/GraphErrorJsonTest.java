// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphErrorJsonTest {

    private static Optional<GraphErrorJson> read(String json) {
        return GraphErrorJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"error":{"code":"notSupported","message":"Not now","innerError":{"date":"x","code":"y"}}} | notSupported | Not now | y
            {"@odata.x":[{"error":1}],"error":{"message":"a\\u002bb","innererror":{"code":"z"}}}      | ''           | a+b     | z
            {"error":{"innerError":{"code":{"code":"a"},"b":[{}]},"code":"c"}}                         | c            | ''      | ''
            {"error":{}}                                                                               | ''           | ''      | ''
            {"error":{"code":7,"message":null,"innerError":"no"}}                                      | ''           | ''      | ''
            {"error":"no","error":{"code":"second"}}                                                   | second       | ''      | ''
            """)
    void parser_reads_codes_and_message(String json, String code, String message, String innerCode) {
        assertThat(read(json)).contains(new GraphErrorJson(code, message, innerCode));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "[]", "null", "{}", "{\"error\":\"no\"}", "{\"error\":{\"code\":", "{\"a\":NaN}"})
    void parser_returns_empty_for_other_body(String json) {
        assertThat(read(json)).isEmpty();
    }
}
