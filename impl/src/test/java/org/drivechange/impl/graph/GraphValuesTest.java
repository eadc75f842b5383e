// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import java.util.List;
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
    void a_token_is_one_word_of_visible_ascii_and_never_shown(String text) {
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
        assertThat(GraphTime.parse("2026-05-11T21:52:27.5200000Z")).contains(Instant.parse("2026-05-11T21:52:27.52Z"));
        assertThat(GraphTime.parse("2026-05-11T23:52:27+02:00")).contains(Instant.parse("2026-05-11T21:52:27Z"));
        assertThat(GraphTime.parse("2026-05-11T21:52:27")).contains(Instant.parse("2026-05-11T21:52:27Z"));
        assertThat(GraphTime.parse("tomorrow")).isEmpty();
    }
}
