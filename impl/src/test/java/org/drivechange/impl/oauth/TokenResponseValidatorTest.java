// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.drivechange.impl.http.TextHttpClient;
import org.drivechange.impl.oauth.MsalHttpClient.InvalidResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenResponseValidatorTest {

    private static void check(int status, String body) throws InvalidResponseException {
        Map<String, List<String>> headers = Map.of("retry-after", List.of("7"));
        TokenResponseValidator.check("login.example", new TextHttpClient.Response(status, headers, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>secret</html>",
                "[\"secret\"]",
                "{}",
                "{\"access_token\":null,\"refresh_token\":\"secret\"}",
                "{\"access_token\":\"\",\"refresh_token\":\"secret\"}",
                "{\"access_token\":\" \",\"refresh_token\":\"secret\"}",
                "{\"access_token\":\"secret\\n2\"}",
                "{\"access_token\":\"secr",
            })
    void validator_rejects_a_success_without_a_token_and_quotes_nothing(String rubbish) {
        assertThatThrownBy(() -> check(200, rubbish))
                .isInstanceOf(InvalidResponseException.class)
                .hasMessage("login.example answered HTTP 200 without a usable access token");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 400, 404, 429, 500, 503})
    void foreign_failure_is_reported_with_status_and_delay(int status) {
        assertThatThrownBy(() -> check(status, "<html>secret</html>"))
                .hasMessage("login.example answered HTTP " + status + " without an OAuth 2.0 error")
                .isInstanceOfSatisfying(
                        InvalidResponseException.class,
                        none -> assertThat(none.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"access_token\" : \"Ew\\/B\\u002B=\"}", "{\"a\":1,\"access_token\":\"a.b-c_d\"}"})
    void validator_accepts_a_token_with_json_escapes(String body) {
        assertThatCode(() -> check(200, body)).doesNotThrowAnyException();
    }

    @Test
    void validator_accepts_a_long_token() {
        String body = "{\"access_token\":\"" + "a".repeat(100_000) + "\"}";
        assertThatCode(() -> check(200, body)).doesNotThrowAnyException();
    }

    @Test
    void validator_leaves_errors_of_the_platform_to_msal4j() {
        assertThatCode(() -> check(400, "{\"error\":\"invalid_grant\"}")).doesNotThrowAnyException();
    }
}
