// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorMessagesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            wss://h.svc.ms/socket.io/?token=s3cr3t&EIO=4           | wss://h.svc.ms/socket.io/?…
            The path [wss://h/socket.io/?token=s3cr3t] is wrong    | The path [wss://h/socket.io/?…] is wrong
            "wss://h/?token=s3cr3t" or 'ws://h/?a=s3cr3t'          | "wss://h/?…" or 'ws://h/?…'
            (https://h/n?s3cr3t) <https://h/n?a=s3cr3t>            | (https://h/n?…) <https://h/n?…>
            no way to wss://h/?token=s3'cr3t)more&a=b'             | no way to wss://h/?…'
            Why? Not recorded                                      | Why? Not recorded
            Response code was not 101: 502                         | Response code was not 101: 502
            """)
    void message_hides_queries(String text, String shown) {
        assertThat(ErrorMessages.describe(text)).isEqualTo(shown);
        assertThat(ErrorMessages.describe(new IOException(text))).isEqualTo("IOException: " + shown);
    }

    @Test
    void message_includes_root_cause() {
        Exception root = new ConnectException("Connection refused");
        Exception middle = new IOException("wss://h/?token=s3cr3t", root);
        assertThat(ErrorMessages.describe(new ExecutionException("no link", middle)))
                .isEqualTo("ExecutionException: no link, caused by ConnectException: Connection refused");
        assertThat(ErrorMessages.describe(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(ErrorMessages.describe(new IllegalStateException(" "))).isEqualTo("IllegalStateException");
    }

    @Test
    void long_message_is_truncated_before_root_cause() {
        Exception root = new IOException("NotAfter: Mon Nov 16 18:27:39 UTC 2026");
        assertThat(ErrorMessages.describe(new ExecutionException("x ".repeat(5_000), root)))
                .hasSizeLessThan(500)
                .endsWith("x…, caused by IOException: NotAfter: Mon Nov 16 18:27:39 UTC 2026");
        assertThat(ErrorMessages.describe(new ExecutionException("x".repeat(170) + "?token=s3cr3t", root)))
                .doesNotContain("tok");
    }

    @Test
    void message_is_one_line_of_bounded_length() {
        assertThat(ErrorMessages.describe("a\r\n\tb\u0000c\u001b[31m"))
                .isEqualTo("a\\u000d\\u000a\\u0009b\\u0000c\\u001b[31m");
        assertThat(ErrorMessages.describe("x ".repeat(5_000))).hasSize(300).endsWith("x…");
        assertThat(ErrorMessages.describe("x".repeat(290) + " s3cr3t-and-more")).endsWith("x…");
        assertThat(ErrorMessages.describe("x".repeat(290) + "?token=s3cr3t")).doesNotContain("tok");
    }

    @Test
    void cyclic_causes_terminate() {
        Exception one = new IOException("one");
        Exception two = new IOException("two", one);
        one.initCause(two);
        assertThat(ErrorMessages.describe(one)).startsWith("IOException: one");
    }
}
