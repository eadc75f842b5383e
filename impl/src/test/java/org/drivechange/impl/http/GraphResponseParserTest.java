// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.SubscriptionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphResponseParserTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AccessToken TOKEN = new AccessToken("top-secret");

    private static final List<String> REMARKS = new CopyOnWriteArrayList<>();

    private static SubscriptionResult answer(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new GraphResponseParser(() -> NOW, REMARKS::add)
                .answer(
                        status,
                        HttpHeaders.of(all, (name, value) -> true),
                        body.getBytes(StandardCharsets.UTF_8),
                        TOKEN);
    }

    @Test
    void lifetime_is_relative_to_the_date_of_the_response() {
        String body =
                "{\"id\":\"7\",\"notificationUrl\":\"https://h/n?t=1\",\"expirationDateTime\":\"2026-06-01T12:00:00.0000000Z\"}";
        assertThat(answer(200, Map.of("Date", "Mon, 1 Jun 2026 11:00:00 GMT"), body))
                .isEqualTo(new Subscription("7", "https://h/n?t=1", Duration.ofHours(1)));
        assertThat(answer(200, Map.of("Date", "Mon, 1 Jun 2026 12:00:01 GMT"), body))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SUBSCRIPTION_ALREADY_EXPIRED));
        assertThat(answer(200, Map.of(), "{\"notificationUrl\":\"https://h/n\"}"))
                .isEqualTo(new Subscription("", "https://h/n", Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0001-01-01T00:00:00Z\"",
                "\"9999-12-31T23:59:59.9999999Z\"",
                "\"\"",
                "\"11/26/2026 11:59:59 PM\"",
                "\"2025-12-30T23:59:59Z\"",
                "1778536347",
                "true"
            })
    void parser_ignores_an_expiration_far_from_the_response_date(String expiration) {
        REMARKS.clear();
        assertThat(answer(
                        200,
                        Map.of(),
                        "{\"notificationUrl\":\"https://h/n\",\"expirationDateTime\":" + expiration + "}"))
                .isEqualTo(new Subscription("", "https://h/n", Duration.ofHours(1)));
        assertThat(REMARKS)
                .singleElement()
                .asString()
                .startsWith("DRC2020 ")
                .contains("found \"" + expiration.replace("\"", "") + "\"", "PT1H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2025-12-31T00:00:01Z\"", "\"2026-01-01T00:00:00Z\""})
    void expiration_within_the_last_day_is_expired(String expiration) {
        assertThat(answer(
                        200,
                        Map.of(),
                        "{\"notificationUrl\":\"https://h/n\",\"expirationDateTime\":" + expiration + "}"))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SUBSCRIPTION_ALREADY_EXPIRED));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 503})
    void failure_names_a_content_encoding_that_was_not_requested(int status) {
        assertThat(answer(status, Map.of("Content-Encoding", "gzip"), "\u001f\u008b\b"))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.detail()).contains("Content-Encoding gzip"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            401 | Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="          | {"access_token":{}}
            401 | Bearer claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ", error=insufficient_claims                         | {"access_token":{}}
            401 | Bearer error="invalid_token", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="                            | none
            401 | Bearer error="insufficient_claims", claims="x"                                                | none
            401 | Bearer error="insufficient_claims"                                                            | none
            403 | Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="                      | none
            """)
    void claims_challenge_is_decoded(int status, String challenge, String claims) {
        assertThat(answer(status, Map.of("WWW-Authenticate", challenge), ""))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.claims()).isEqualTo(Optional.ofNullable(claims)));
    }

    @ParameterizedTest
    @CsvSource({
        "302, GRAPH_REDIRECTED",
        "400, GRAPH_BAD_REQUEST",
        "401, GRAPH_UNAUTHORIZED",
        "403, GRAPH_FORBIDDEN",
        "404, GRAPH_NOT_FOUND",
        "418, GRAPH_STATUS_UNEXPECTED",
        "429, GRAPH_THROTTLED",
        "500, GRAPH_SERVER_ERROR",
        "503, GRAPH_SERVER_ERROR",
        "204, GRAPH_STATUS_UNEXPECTED"
    })
    void parser_maps_status_to_error_code(int status, ErrorCode problem) {
        assertThat(answer(status, Map.of(), "<html>oops</html>"))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(problem));
    }

    @Test
    void failure_contains_graphs_message_without_the_token() {
        String body = "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"not\\n top-secret\"}}";
        assertThat(answer(401, Map.of(), body))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.detail())
                                .isEqualTo("HTTP 401, InvalidAuthenticationToken: not\\u000a [redacted]"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
            429 | 120                           | PT2M
            503 | 0                             | PT0S
            429 | Thu, 1 Jan 2026 00:01:00 GMT  | PT1M
            429 | Wed, 31 Dec 2025 23:59:00 GMT | -PT1M
            429 | soon                          | none
            429 | -5                            | none
            429 | 99999999999                   | PT277777H46M39S
            429 | none                          | none
            404 | 120                           | none
            """)
    void retry_after_is_seconds_or_a_date(int status, String header, Duration retryAfter) {
        Map<String, String> headers = header == null ? Map.of() : Map.of("Retry-After", header);
        assertThat(answer(status, headers, ""))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.retryAfter()).isEqualTo(Optional.ofNullable(retryAfter)));
    }

    @Test
    void retry_after_date_is_relative_to_the_date_of_the_answer() {
        Map<String, String> headers =
                Map.of("Date", "Thu, 1 Jan 2032 00:00:00 GMT", "Retry-After", "Thu, 1 Jan 2032 00:02:00 GMT");
        assertThat(answer(503, headers, ""))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2)));
    }

    @Test
    void parser_maps_a_transient_400_by_its_code() {
        assertThat(answer(
                        400,
                        Map.of(),
                        "{\"error\":{\"code\":\"notSupported\",\"message\":\"Operation not supported\"}}"))
                .isEqualTo(new GraphFailure(
                        ErrorCode.GRAPH_NOT_SUPPORTED, "HTTP 400, notSupported: Operation not supported"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            <html>sign in here</html>        | text/html | (text/html)
            {"notificationUrl":null}         | none      | (no content type)
            ''                               | aäb  | (aäb)
            """)
    void parser_rejects_a_page_of_an_intermediary_without_quoting_it(String body, String type, String detail) {
        Map<String, String> headers = type == null ? Map.of() : Map.of("Content-Type", type);
        assertThat(answer(200, headers, body)).isInstanceOfSatisfying(GraphFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.GRAPH_RESPONSE_UNREADABLE);
            assertThat(failure.detail()).endsWith(detail).doesNotContain("sign in");
        });
    }

    @Test
    void parser_hides_a_long_token_before_truncation() {
        AccessToken jwt = new AccessToken("eyJ0eXAi" + ".Xy".repeat(600));
        String body = "{\"error\":{\"code\":\"" + jwt.value() + "\",\"message\":\"bad " + jwt.value() + "\"}}";
        SubscriptionResult answer = new GraphResponseParser(() -> NOW, line -> {})
                .answer(
                        401,
                        HttpHeaders.of(Map.of(), (name, value) -> true),
                        body.getBytes(StandardCharsets.UTF_8),
                        jwt);
        assertThat(answer)
                .isEqualTo(new GraphFailure(ErrorCode.GRAPH_UNAUTHORIZED, "HTTP 401, [redacted]…: bad [redacted]…"));
    }

    @Test
    void failure_detail_is_one_line_of_bounded_length() {
        String body = "{\"error\":{\"code\":\"x\",\"message\":\"a\\r\\nb" + "c".repeat(1000) + "\"}}";
        assertThat(answer(403, Map.of(), body))
                .isInstanceOfSatisfying(
                        GraphFailure.class,
                        failure -> assertThat(failure.detail())
                                .startsWith("HTTP 403, x: a\\u000d\\u000abccc")
                                .hasSizeLessThan(350)
                                .endsWith("…"));
    }
}
