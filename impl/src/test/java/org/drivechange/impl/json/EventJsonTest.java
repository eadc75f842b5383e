// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.json.EventJson.Body;
import org.drivechange.impl.socketio.JsonSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    private static final List<byte[]> TWO = List.of(new byte[] {1}, "{\"b\":1}".getBytes(StandardCharsets.UTF_8));

    /** The array within a frame, as received. */
    private static Body read(String json, List<byte[]> attachments) throws ProtocolException {
        String frame = "42/notifications," + json;
        return EventJson.read(new JsonSlice(frame, frame.length() - json.length()), attachments);
    }

    private static Body read(String json) throws ProtocolException {
        return read(json, List.of());
    }

    @Test
    void parser_reads_name_and_first_argument() throws Exception {
        assertThat(read("[\"notification\",\"{\\\"value\\\":[]}\"]")).satisfies(body -> {
            assertThat(body.name()).isEqualTo("notification");
            assertThat(body.first()).contains("{\"value\":[]}");
        });
        assertThat(read("[\"notification\"]").first()).isEmpty();
        assertThat(read("[7,true]").name()).isEqualTo("7");
    }

    @Test
    void parser_keeps_object_unmodified() throws Exception {
        String object = "{ \"value\" : [ {\"a\":\"\\u20ac\"} ] }";
        assertThat(read("[ \"notification\" , " + object + " , \"offset\" ]").first())
                .contains(object);
        assertThat(read("[\"" + "n".repeat(9000) + "\"," + object + "]").first())
                .contains(object);
    }

    @Test
    void parser_reads_short_last_string_as_offset() throws Exception {
        assertThat(read("[\"notification\",\"{}\",\"Q7wekZ-\"]").trailing()).contains("Q7wekZ-");
        assertThat(read("[\"x\",\"Q7wekZ-\"]").trailing()).contains("Q7wekZ-");
        assertThat(read("[\"x\",\"Q7wekZ-\",1]").trailing()).isEmpty();
        assertThat(read("[\"x\",\"" + "y".repeat(257) + "\"]").trailing()).isEmpty();
    }

    @Test
    void parser_resolves_binary_arguments() throws Exception {
        assertThat(read("[\"notification\",{\"_placeholder\":true,\"num\":1}]", TWO)
                        .first())
                .contains("{\"b\":1}");
        assertThat(read("[\"x\",{\"a\":[{\"_placeholder\":true,\"num\":0},{\"num\":0,\"_placeholder\":true}]}]", TWO)
                        .name())
                .isEqualTo("x");
        // in a text packet, or with another value than true, it is ordinary data
        assertThat(read("[\"x\",{\"_placeholder\":true,\"num\":9}]").first()).isPresent();
        assertThat(read("[\"x\",{\"_placeholder\":1,\"num\":9}]", TWO).first()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"x\",{\"_placeholder\":true}]",
                "[\"x\",{\"_placeholder\":true,\"num\":2}]",
                "[\"x\",{\"_placeholder\":true,\"num\":-1}]",
                "[\"x\",{\"_placeholder\":true,\"num\":\"0\"}]",
                "[\"x\",{\"_placeholder\":true,\"num\":0.0}]",
                "[\"x\",{\"_placeholder\":true,\"num\":99999999999999999999}]",
                "[\"x\",[{\"a\":{\"_placeholder\":true,\"num\":2}}]]"
            })
    void parser_rejects_placeholder_without_attachment(String json) {
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read(json, TWO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "[null]",
                "[true]",
                "[[]]",
                "[{}]",
                "[\"a\"",
                "[\"a\",",
                "[\"a\",1",
                "[\"a\"]]",
                "[\"a\"] x",
                "[\"a\",NaN]",
                "[\"a\",'b']",
                "[\"a\",/**/1]",
                "[\"a\",01]",
                "[\"a\",\"\u0001\"]"
            })
    void parser_rejects_other_json_without_quoting_it(String json) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(json))
                .satisfies(malformed -> assertThat(malformed.getMessage()).doesNotContain("notifications"));
    }

    @Test
    void parser_bounds_depth_and_numbers() {
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read("[\"a\"," + "[".repeat(1_000_000)));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read("[\"a\"," + "{\"a\":".repeat(100_000)));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read("[" + "9".repeat(1_000_000) + "]"));
    }

    @Test
    void parser_uses_last_of_duplicate_members() throws Exception {
        String last = "{\"_placeholder\":false,\"_placeholder\":true,\"num\":7,\"num\":1}";
        assertThat(read("[\"x\"," + last + "]", TWO).first()).contains("{\"b\":1}");
        String data = "{\"_placeholder\":true,\"_placeholder\":false,\"num\":7}";
        assertThat(read("[\"x\"," + data + "]", TWO).first()).contains(data);
    }

    @Test
    void parser_keeps_supplementary_characters_and_surrogates() throws Exception {
        String object = "{\"a\":\"\ud83d\ude00\",\"b\":\"\\ud83d\",\"c\":\"\ud83d\"}";
        assertThat(read("[\"\ud83d\ude00\"," + object + "]")).satisfies(body -> {
            assertThat(body.name()).isEqualTo("\ud83d\ude00");
            assertThat(body.first()).contains(object);
        });
        assertThat(read("[\"x\",\"\\ud83d\"]").first()).contains("\ud83d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "1e999999999", "true", "null", "[\"a\"]", "[{\"a\":1}]"})
    void parser_ignores_other_first_argument(String argument) throws Exception {
        assertThat(read("[\"notification\"," + argument + "]").first()).isEmpty();
    }

    @Test
    void parser_accepts_binary_argument_that_is_not_utf8() throws Exception {
        byte[] broken = {(byte) 0xC3, 0x28};
        assertThat(read("[\"x\",{\"_placeholder\":true,\"num\":0}]", List.of(broken))
                        .first())
                .contains("\ufffd(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[1", "[1] x", "null", "[NaN]"})
    void parser_rejects_ack_that_is_not_an_array(String json) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> EventJson.check(new JsonSlice("43" + json, 2), List.of()));
    }
}
