// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final int MEBIBYTE = 1 << 20;

    private static final Redactor OF_LONG_QUERY =
            Redactor.ofQuery("token=" + "AbCdEfGh".repeat(1_000) + "&b=" + "a".repeat(MEBIBYTE), List.of());

    private static String redacted(String query, String text) {
        return Redactor.ofQuery(query, List.of()).redact(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            token=AbCd%2BEfGhIj      | bad token AbCd%2BEfGhIj           | bad token [redacted]
            token=AbCd%2BEfGhIj      | bad token AbCd+EfGhIj             | bad token [redacted]
            token=AbCd%2BEfGhIj      | bad token AbCd EfGhIj             | bad token [redacted]
            token=AbCd%2BEfGhIj      | bad token AbCd\\u002BEfGhIj        | bad token [redacted]
            token=AbCd%2FEfGhIj      | bad token AbCd\\/EfGhIj            | bad token [redacted]
            token=AbCd%2BEfGhIj      | bad token AbCd\\\\u002bEfGhIj       | bad token [redacted]
            token=AbCd%2BEfGhIj      | bad token AbCd&#43;EfGhIj         | bad token [redacted]
            token=AbCd%2BEfGhIj      | bad token AbCd&amp;#x2b;EfGhIj    | bad token [redacted]
            token=AbCd%2BEfGhIj      | bad token AbCd%252BEfGhIj         | bad token [redacted]
            token=AbCd%26EfGhIj      | bad token AbCd&amp;EfGhIj         | bad token [redacted]
            token=Ab%C3%A9dEfGhIj    | bad token AbédEfGhIj              | bad token [redacted]
            token=Ab%C3%A9dEfGhIj    | bad token Ab\\u00e9dEfGhIj         | bad token [redacted]
            token=AbCdEfGhIjKlMn     | has CdEfGhIj in it                | has [redacted] in it
            token=AbCdEfGhIjKlMn     | has CdEfGhI in it                 | has CdEfGhI in it
            token=AbCdEfGhIjKlMn     | found "IjKl…"                     | found "[redacted]…"
            token=AbCdEfGhIjKlMn     | found "IjK…"                      | found "IjK…"
            """)
    void redactor_hides_query_value_in_any_escaped_form(String query, String text, String shown) {
        assertThat(redacted(query, text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            token=abc[1]SECRET  | The path [wss://h/socket.io/?token=abc[1]SECRET&EIO=4] is wrong | The path [wss://h/socket.io/?…] is wrong
            token=abc"1>SECRET  | "wss://h/?token=abc"1>SECRET"                                   | "wss://h/?…"
            token=abc%20SECRET  | GET /socket.io/?token=abc SECRET&EIO=4 HTTP/1.1                 | GET /socket.io/?… HTTP/1.1
            token=abc%5DSECRET  | at wss://h/?token=abc]SECRET: no                                | at wss://h/?… no
            """)
    void redactor_hides_known_values_before_urls(String query, String text, String shown) {
        assertThat(redacted(query, text)).isEqualTo(shown);
    }

    @Test
    void redactor_ignores_protocol_parameters() {
        assertThat(redacted("token=s3cr3t-t0k3n&EIO=4&transport=websocket", "no websocket at port 4000"))
                .isEqualTo("no websocket at port 4000");
    }

    @Test
    void redactor_hides_tokens_in_functions_of_links() {
        assertThat(
                        Redactor.none()
                                .redact(
                                        "row (1, https://graph.example/v1.0/me/drive/root/delta(token='aSECRET%3d'), 2) failed"))
                .isEqualTo("row (1, https://graph.example/v1.0/me/drive/root/delta(…), 2) failed");
        assertThat(Redactor.none().redact("/delta(token%3D%27aSECRET")).isEqualTo("/delta(…)");
    }

    @Test
    void redactor_without_secrets_hides_queries_only() {
        assertThat(Redactor.none().redact("wss://h/?a=b\nand more")).isEqualTo("wss://h/?… more");
        assertThat(Redactor.ofQuery(null, List.of()).redact("plain")).isEqualTo("plain");
    }

    static List<UnaryOperator<String>> escapings() {
        return List.of(
                text -> text,
                text -> URLEncoder.encode(text, StandardCharsets.UTF_8),
                text -> URLEncoder.encode(URLEncoder.encode(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8),
                text -> each(text, "%%%02x"),
                text -> each(text, "\\u%04X"),
                text -> each(text, "\\x%02x"),
                text -> each(text, "&#%d;"),
                text -> each(text, "&#x%X;"),
                text -> each(text, "&amp;#%d;"),
                text -> text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"),
                text -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
                text -> each(text, "\\u%04x").replace("\\", "\\\\"),
                text -> URLEncoder.encode(each(text, "\\u%04x"), StandardCharsets.UTF_8));
    }

    private static String each(String text, String format) {
        return text.chars().mapToObj(c -> String.format(format, c)).collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("escapings")
    void redactor_hides_any_eight_characters_of_a_value(UnaryOperator<String> escaping) {
        SplittableRandom random = new SplittableRandom(20261126);
        for (int i = 0; i < 300; i++) {
            String value = value(random);
            int from = random.nextInt(value.length());
            int to = from + random.nextInt(value.length() - from + 1);
            String echoed = value.substring(0, from) + escaping.apply(value.substring(from, to)) + value.substring(to);
            String query = "v=1&token=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
            String shown = redacted(query, "x".repeat(random.nextInt(350)) + " sent " + echoed + " is no good");
            String plain = UnescapedText.of(shown).bytes();
            String secret = UnescapedText.of(value).bytes();
            assertThat(IntStream.rangeClosed(0, secret.length() - 8)
                            .mapToObj(at -> secret.substring(at, at + 8))
                            .filter(plain::contains))
                    .as("%s in %s", value, shown)
                    .isEmpty();
        }
    }

    private static String value(SplittableRandom random) {
        return random.ints(8 + random.nextInt(60), '!', '~' + 1)
                .mapToObj(Character::toString)
                // a value that contains escapes has no unique unescaped form
                .filter(c -> !"%\\&+".contains(c))
                .collect(Collectors.collectingAndThen(Collectors.joining(), text -> text + "0123456789"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"…", "AbCdEfG", "AbCdEfG…", "?", "\\u00", "&amp;", "\n", "?token=AbCd…", "%2525", "a"})
    void redactor_truncates_before_searching(String part) {
        String text = part.repeat(MEBIBYTE / part.length());
        // each takes some milliseconds; quadratic time would be a minute
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 5; i++) {
                assertThat(OF_LONG_QUERY.redact(text)).hasSizeLessThanOrEqualTo(301);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"token=abc%zz1234567", "%", "=", "&&&", "token=%", "a=b=c%"})
    void redactor_accepts_malformed_query(String query) {
        assertThat(redacted(query, "plain")).isEqualTo("plain");
    }
}
