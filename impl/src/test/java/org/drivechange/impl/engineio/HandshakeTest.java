// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private static final Duration INTERVAL = Duration.ofSeconds(25);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 256})
    void handshake_accepts_sid_of_up_to_256_characters(int length) {
        assertThat(new Handshake("s".repeat(length), INTERVAL, TIMEOUT, 0).sid())
                .hasSize(length);
    }

    @ParameterizedTest
    @CsvSource({"0, found 0", "257, found 257", "-1, found none"})
    void handshake_rejects_other_sid(int length, String found) {
        String sid = length < 0 ? null : "s".repeat(length);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Handshake(sid, INTERVAL, TIMEOUT, 0))
                .withMessage("expected a sid of 1 to 256 characters but " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.001S", "PT5S", "PT25S", "P1D"})
    void handshake_accepts_times_of_up_to_a_day(Duration time) {
        assertThat(new Handshake("sid", time, TIMEOUT, 0).pingInterval()).isEqualTo(time);
        assertThat(new Handshake("sid", INTERVAL, time, 0).pingTimeout()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S",
        "PT-0.001S, PT-0.001S",
        "PT24H0.001S, PT24H0.001S",
        "P106751991167D, PT2562047788008H",
        ", none"
    })
    void handshake_rejects_other_time(Duration time, String found) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Handshake("sid", time, TIMEOUT, 0))
                .withMessage("expected a pingInterval over 0 and up to 24 hours but found " + found);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Handshake("sid", INTERVAL, time, 0))
                .withMessage("expected a pingTimeout over 0 and up to 24 hours but found " + found);
    }

    @Test
    void handshake_rejects_negative_payload_limit() {
        assertThat(new Handshake("sid", INTERVAL, TIMEOUT, 1_000_000).maxPayload())
                .isEqualTo(1_000_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Handshake("sid", INTERVAL, TIMEOUT, -1))
                .withMessage("expected a maxPayload of 0 or more bytes but found -1");
    }

    @Test
    void to_string_omits_sid() {
        assertThat(new Handshake("secret", INTERVAL, TIMEOUT, 1))
                .hasToString("Handshake[pingInterval=PT25S pingTimeout=PT20S maxPayload=1]");
    }
}
