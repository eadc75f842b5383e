// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.drivechange.simulator.client.IdToken;
import org.drivechange.simulator.client.IdentityHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the sign-in page. */
@Timeout(60)
class SignInPageTest {

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    private IdentityPlatform platform;

    private IdentityHttpClient http;

    private JsonNode code;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
    }

    @BeforeEach
    void start() {
        platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        http = new IdentityHttpClient(platform, authority);
        code = json(http.deviceCode("openid Files.Read"));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void sign_in_page_is_a_form_with_a_code_field() {
        HttpResponse<String> page = http.get(platform.signInPage());

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<form method=\"post\">", "name=\"user_code\"", "value=\"approve\"", "value=\"decline\"");
    }

    @Test
    void sign_in_page_reads_the_code_from_the_url() {
        assertThat(http.get(platform.signInPage() + "?user_code=%22%3E%3Cb%3E").body())
                .contains("value=\"&quot;>&lt;b>\"");
    }

    @Test
    void sign_in_page_approves_with_any_user_name() {
        HttpResponse<String> page = answer("approve", userCode().toLowerCase(Locale.ROOT));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("You are signed in as eve@contoso.example.")
                .doesNotContain("<form");
        IdToken idToken = IdToken.of(json(http.poll(code.path("device_code").textValue()))
                .path("id_token")
                .textValue());
        assertThat(idToken.claim("preferred_username").textValue()).isEqualTo("eve@contoso.example");
    }

    @Test
    void sign_in_page_declines() {
        assertThat(answer("decline", userCode()).body()).contains("You declined.");
        assertThat(json(http.poll(code.path("device_code").textValue()))
                        .path("error")
                        .textValue())
                .isEqualTo("authorization_declined");
    }

    @Test
    void sign_in_page_reports_a_wrong_code_and_accepts_a_corrected_one() {
        HttpResponse<String> page = answer("approve", "WRONG");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .contains("No sign-in is pending for this code", "<form", "value=\"WRONG\"", "value=\"eve@");
        assertThat(platform.userCode()).contains(userCode());
    }

    private String userCode() {
        return code.path("user_code").textValue();
    }

    private HttpResponse<String> answer(String answer, String userCode) {
        return http.post(
                platform.signInPage(),
                Map.of("user_code", userCode, "username", "eve@contoso.example", "answer", answer));
    }
}
