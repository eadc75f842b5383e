// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionJsonTest {

    private static final String URL = "https://h.svc.ms/notifications?token=s3cr3t";

    private static SubscriptionJson read(String json) throws ProtocolException {
        return SubscriptionJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void parser_reads_documented_answer() throws Exception {
        SubscriptionJson read = read(
                "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity\",\"id\":\"7\","
                        + "\"notificationUrl\":\"" + URL
                        + "\",\"expirationDateTime\":\"2026-05-11T21:52:27.5200000Z\"}");
        assertThat(read).isEqualTo(new SubscriptionJson("7", URL, Optional.of("2026-05-11T21:52:27.5200000Z")));
        assertThat(read.toString()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"notificationUrl":"https://h.svc.ms/notifications?token=s3cr3t"}
            {"id":null,"expirationDateTime":null,"notificationUrl":"https://h.svc.ms/notifications?token=s3cr3t"}
            {"id":{},"expirationDateTime":[],"notificationUrl":"https:\\/\\/h.svc.ms\\/notifications?token=s3cr3t"}
            {"notificationUrl":"x","notificationUrl":"https://h.svc.ms/notifications?token=s3cr3t"}
            """)
    void parser_requires_url_only(String json) throws Exception {
        assertThat(read(json)).isEqualTo(new SubscriptionJson("", URL, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>s3cr3t</html>",
                "[]",
                "{}",
                "{\"notificationUrl\":null}",
                "{\"notificationUrl\":\"\"}",
                "{\"notificationUrl\":{\"url\":\"s3cr3t\"}}",
                "{\"notificationUrl\":\"s3cr3t\"",
                "{\"notificationUrl\":\"s3cr3t\"} more"
            })
    void parser_rejects_other_json_without_quoting_it(String json) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(json))
                .satisfies(malformed -> assertThat(malformed.getMessage()).doesNotContain("s3cr3t"));
    }

    @Test
    void parser_rejects_bytes_that_are_not_utf8() {
        byte[] bytes = {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> SubscriptionJson.read(bytes));
    }
}
