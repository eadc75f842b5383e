// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationUrlRefusalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h/notifications?token=secret",
                "https://h/n/callback",
                "https://h/n/callback/?token=secret",
                "https://h/n/Callback?token=secret",
                "https://h/n?token=secret/callback?b",
                "https://callback?token=secret",
                "https://h/n/callback#?secret"
            })
    void callback_reading_rejects_url_without_callback(String url) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> NotificationUrl.parse(url, Reading.CALLBACK))
                .withMessage("expected a URL whose path ends in /callback? but found another");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://h/n?secret               | a URL with scheme http, https, ws or wss but found "ftp"
            socket+io://h/n?secret         | a URL with scheme http, https, ws or wss but found "socket+io"
            h/n?secret                     | a URL that starts with http://, https://, ws:// or wss://
            //h/n?secret                   | a URL that starts with http://, https://, ws:// or wss://
            /n?secret                      | a URL that starts with http://, https://, ws:// or wss://
            https:/h/n?secret              | a URL that starts with http://, https://, ws:// or wss://
            https:h?secret                 | a URL that starts with http://, https://, ws:// or wss://
            h.example/?secret=https://x    | a URL that starts with http://, https://, ws:// or wss://
            https://secret@h/n             | a URL without a user name but found one
            https://user:secret@h/n        | a URL without a user name but found one
            https://h:secret@x/n           | a URL without a user name but found one
            https://@h/n?secret            | a URL without a user name but found one
            https://h:x/n?secret           | a URL with a host, and digits for a port
            https://h:-1/n?secret          | a URL with a host, and digits for a port
            https://h:123456/n?secret      | a URL with a host, and digits for a port
            https://:443/n?secret          | a URL with a host, and digits for a port
            https:///n?secret              | a URL with a host, and digits for a port
            https://h:0/n?secret           | a port from 1 to 65535 but found 0
            https://h:65536/n?secret       | a port from 1 to 65535 but found 65536
            https://a_b/n?secret           | a URL whose host is a DNS name or an IP address
            https://a%41/n?secret          | a URL whose host is a DNS name or an IP address
            https://-/n?secret             | a URL whose host is a DNS name or an IP address
            https://h/n?a={secret}         | a well-formed URL but found a character that does not belong, at 14
            https://h/n?a=secret%zz        | a well-formed URL but found a character that does not belong, at 20
            https://h/n?secret^            | a well-formed URL but found a character that does not belong, at 18
            https://h\\x/n?secret          | a well-formed URL but found a character that does not belong, at 8
            https://h/n[0]?secret          | a well-formed URL but found a character that does not belong, at 11
            https://[::g]/n?secret         | a well-formed URL but found a character that does not belong, at 11
            https://h/n?secret=é           | a URL of visible ASCII characters but found another, at 19
            https://bücher.example/        | a URL of visible ASCII characters but found another, at 9
            https://h/n?secret= x          | a URL of visible ASCII characters but found another, at 19
            ' https://h/n?secret'          | a URL of visible ASCII characters but found another, at 0
            """)
    void parser_rejects_malformed_url_without_quoting_secrets(String url, String message) {
        for (Reading reading : Reading.values()) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> NotificationUrl.parse(url, reading))
                    .satisfies(exception -> {
                        assertThat(exception).hasNoCause();
                        assertThat(exception.getMessage()).doesNotContain("secret");
                    });
        }
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> namespaceReading(url))
                .withMessage("expected " + message);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n"})
    void parser_rejects_missing_url(String url) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> namespaceReading(url))
                .withMessage("expected a URL but found nothing");
    }

    static Stream<String> controls() {
        return Stream.of(
                "https://h/n?secret\n", "https://h/n\r?secret", "https://h/\0n?secret", "https://h/n?secret\u007f");
    }

    @ParameterizedTest
    @MethodSource("controls")
    void parser_rejects_control_characters(String url) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> namespaceReading(url))
                .withMessageStartingWith("expected a URL of visible ASCII characters but found another, at ")
                .satisfies(exception -> assertThat(exception.getMessage()).doesNotContain("secret"));
    }

    @Test
    void parser_rejects_excess_lengths() throws ProtocolException {
        String longest = "https://h/n?" + "q".repeat(8192 - 12);
        assertThat(namespaceReading(longest).query()).hasSize(8180);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> namespaceReading(longest + "q"))
                .withMessage("expected a URL of up to 8192 characters but found 8193");
        String deepest = "https://h/" + "n".repeat(1023);
        assertThat(namespaceReading(deepest).namespace()).hasSize(1024);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> namespaceReading(deepest + "n"))
                .withMessage("expected a URL's path of up to 1024 characters but found 1025");
    }

    private static NotificationUrl namespaceReading(String url) throws ProtocolException {
        return NotificationUrl.parse(url, Reading.NAMESPACE);
    }
}
