// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.drivechange.DriveTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphValuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /me/drive/root                          | /me/drive/root
            /drives/b!x-Y_1/root                    | /drives/b!x-Y_1/root
            /drives/ü/list                          | /drives/%C3%BC/list
            /drives/a%b+c/root                      | /drives/a%25b%2Bc/root
            /sites/h.com,1a,2b/lists/3c/drive/root  | /sites/h.com,1a,2b/lists/3c/drive/root
            """)
    void ids_are_percent_encoded_on_the_wire(String target, String path) {
        SocketIoRequest request = SocketIoRequest.of(
                URI.create("https://graph.microsoft.com/v1.0"), DriveTarget.parse(target), new AccessToken("secret"));
        assertThat(request.uri()).hasToString("https://graph.microsoft.com/v1.0" + path + "/subscriptions/socketIo");
        assertThat(request.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u00e4", "Bearer x"})
    void token_is_one_word_of_visible_ascii_and_never_shown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessToken(text))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("Bearer x"));
    }

    @Test
    void hosts_are_matched_by_pattern_and_loopback_by_name() {
        HostPolicy policy = new HostPolicy(List.of("*.svc.ms", "push.example.org"), false);
        assertThat(policy.allows("westeurope0.pushnp.svc.ms")).isTrue();
        assertThat(policy.allows("PUSH.example.ORG")).isTrue();
        assertThat(policy.allows("svc.ms")).isFalse();
        assertThat(policy.allows("evilsvc.ms")).isFalse();
        assertThat(policy.allows("x.svc.ms.evil.org")).isFalse();
        assertThat(new HostPolicy(List.of(), false).allows("anything")).isTrue();
        for (String local : List.of("localhost", "LOCALHOST", "127.0.0.1", "127.255.3.4", "[::1]", "::1")) {
            assertThat(policy.allowsPlain(local)).as(local).isTrue();
        }
        for (String far : List.of("localhost.evil.org", "128.0.0.1", "127.0.0.1.nip.io", "[::2]", "example.org")) {
            assertThat(policy.allowsPlain(far)).as(far).isFalse();
        }
        assertThat(new HostPolicy(List.of(), true).allowsPlain("example.org")).isTrue();
    }

    @Test
    void graphs_times_have_up_to_nine_decimals_and_perhaps_no_offset() {
        assertThat(GraphDateTime.parse("2026-05-11T21:52:27.5200000Z"))
                .contains(Instant.parse("2026-05-11T21:52:27.52Z"));
        assertThat(GraphDateTime.parse("2026-05-11T23:52:27+02:00")).contains(Instant.parse("2026-05-11T21:52:27Z"));
        assertThat(GraphDateTime.parse("2026-05-11T21:52:27")).contains(Instant.parse("2026-05-11T21:52:27Z"));
        assertThat(GraphDateTime.parse("tomorrow")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            2026-05-11T21:52:27.1234567Z     | 2026-05-11T21:52:27.123456700Z
            2026-05-11T21:52:27.123456789Z   | 2026-05-11T21:52:27.123456789Z
            2026-05-11T21:52:27.5200000      | 2026-05-11T21:52:27.520Z
            2026-05-11                       | none
            2026-13-11T21:52:27Z             | none
            1778536347                       | none
            ''                               | none
            """)
    void date_time_parses_or_is_empty(String text, Instant time) {
        assertThat(GraphDateTime.parse(text)).isEqualTo(Optional.ofNullable(time));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *                | push.example.org | true
            *.svc.ms         | a.b.svc.ms       | true
            *.svc.ms         | aXsvcXms         | false
            ' *.SVC.ms '     | a.svc.ms         | true
            w*.svc.ms        | west0.svc.ms     | true
            w*.svc.ms        | east0.svc.ms     | false
            push.*.org       | push.x.org       | true
            [::1]            | [::1]            | true
            a.svc.ms         | a.svc.ms.        | false
            """)
    void host_policy_star_matches_any_text_and_dot_only_a_dot(String pattern, String host, boolean allowed) {
        assertThat(new HostPolicy(List.of("other.org", pattern), false).allows(host))
                .isEqualTo(allowed);
    }

    @Test
    void token_of_visible_ascii_is_kept_unchanged() {
        AccessToken token = new AccessToken("eyJ0.a-b_c~+/==");
        assertThat(token.value()).isEqualTo("eyJ0.a-b_c~+/==");
        assertThat(token.toString()).doesNotContain("eyJ0");
    }

    @Test
    void date_time_in_the_usual_form_equals_the_result_of_java_time() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            String text = "%04d-%02d-%02dT%02d:%02d:%02d%sZ"
                    .formatted(
                            random.nextInt(10_000),
                            random.nextInt(14),
                            random.nextInt(33),
                            random.nextInt(26),
                            random.nextInt(62),
                            random.nextInt(62),
                            decimals(random));
            String input = random.nextInt(10) == 0 ? corrupted(text, random) : text;
            assertThat(GraphDateTime.parse(input)).as(input).isEqualTo(parsedByJavaTime(input));
        }
    }

    private static String decimals(SplittableRandom random) {
        int number = random.nextInt(12);
        return number == 0 ? "" : "." + "1234567890123".substring(0, number);
    }

    private static String corrupted(String text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + "Z.:+-T/٣ 9".charAt(random.nextInt(10)) + text.substring(at + 1);
    }

    private static Optional<Instant> parsedByJavaTime(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException ignored) {
            try {
                return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "'abc'", "\"abc", "abc\""})
    void access_token_rejects_quotes(String quoted) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessToken(quoted))
                .withMessageContaining("in quotes")
                .withMessageNotContaining("abc");
    }
}
