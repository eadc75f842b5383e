// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.engineio.Handshake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeJsonTest {

    private static final Duration INTERVAL = Duration.ofSeconds(25);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"sid":"QiJG","upgrades":[],"pingInterval":25000,"pingTimeout":20000}                                  | 20 | 0
            {"sid":"QiJG","upgrades":[],"pingInterval":25000,"pingTimeout":5000}                                   | 5  | 0
            {"sid":"QiJG","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}             | 20 | 1000000
            {"maxPayload":null,"new":{"sid":"x","a":[{}]},"pingTimeout":20000,"pingInterval":25000,"sid":"QiJG"}   | 20 | 0
            {"pingInterval":1,"pingInterval":25000,"pingTimeout":1000,"sid":"x","sid":"QiJG"}                      | 1  | 0
            """)
    void parser_reads_handshakes_of_real_servers(String json, int timeout, long maxPayload) throws Exception {
        assertThat(HandshakeJson.read(json))
                .isEqualTo(new Handshake("QiJG", INTERVAL, Duration.ofSeconds(timeout), maxPayload));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            25000.0 | 20000.0 | 1e6       | 1000000
            2.5e4   | 2E+4    | 1000000.0 | 1000000
            25000   | 2e4     | 1.5e3     | 1500
            24999.6 | 20000.4 | 1e300     | 9223372036854775807
            """)
    void handshake_reads_numbers_as_javascript_clients_do(
            String interval, String timeout, String payload, long maxPayload) throws Exception {
        String json = "{\"sid\":\"QiJG\",\"pingInterval\":" + interval + ",\"pingTimeout\":" + timeout
                + ",\"maxPayload\":" + payload + "}";
        assertThat(HandshakeJson.read(json))
                .isEqualTo(new Handshake("QiJG", INTERVAL, Duration.ofSeconds(20), maxPayload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{'sid':'s3cr3t'}",
                "{\"pingInterval\":25000,\"pingTimeout\":20000}",
                "{\"sid\":\"\",\"pingInterval\":25000,\"pingTimeout\":20000}",
                "{\"sid\":null,\"pingInterval\":25000,\"pingTimeout\":20000}",
                "{\"sid\":{\"a\":\"s3cr3t\"},\"pingInterval\":25000,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":25000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":0,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":-1,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":0.4,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":1e-3,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":1e999,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":-2.5e4,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":true,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":\"25000d\",\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":NaN,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":99999999999999999999,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":9223372036854775807,\"pingTimeout\":20000}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":25000,\"pingTimeout\":[20000]}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":-1}",
                "{\"sid\":\"s3cr3t\",\"pingInterval\":25000,\"pingTimeout\":20000} s3cr3t",
                "{\"sid\":\"s3cr3t\",/*s3cr3t*/\"pingInterval\":25000,\"pingTimeout\":20000}"
            })
    void parser_rejects_other_json_without_quoting_it(String json) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> HandshakeJson.read(json))
                .satisfies(malformed -> assertThat(malformed.getMessage()).doesNotContain("s3cr3t"));
    }

    @Test
    void parser_bounds_lengths_and_depth() {
        String rest = ",\"pingInterval\":25000,\"pingTimeout\":20000}";
        for (String json : new String[] {
            "{\"sid\":\"" + "x".repeat(257) + "\"" + rest,
            "{\"sid\":\"x\",\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + rest,
            "{\"sid\":\"x\",\"maxPayload\":" + "9".repeat(1_000_000) + rest
        }) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> HandshakeJson.read(json));
        }
    }
}
