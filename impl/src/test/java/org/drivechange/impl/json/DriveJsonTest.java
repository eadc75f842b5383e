// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriveJsonTest {

    private static DriveJson read(String json) throws ProtocolException {
        return DriveJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"@odata.context":"c","id":"b!Qm3x","driveType":"documentLibrary","owner":{"id":"u"}} | b!Qm3x | documentLibrary
            {"id":"7c1f09ab52d6e8b4","driveType":null}                                            | 7c1f09ab52d6e8b4 | ``
            """)
    void parser_reads_id_and_type(String json, String id, String type) throws Exception {
        assertThat(read(json)).isEqualTo(new DriveJson(id, type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"id\":\"\"}",
                "{\"id\":null}",
                "[]",
                "{\"id\":\"s3cr3t",
                "{\"id\":\"s3cr3t\\n\"}",
                "<html>"
            })
    void parser_rejects_other_answer_without_quoting_it(String json) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(json))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
    }
}
