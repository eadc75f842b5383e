// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.drivechange.simulator.client.IdToken;
import org.drivechange.simulator.client.IdentityHttpClient;
import org.drivechange.simulator.internal.network.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the identity platform's protocol beyond the use by Microsoft's client. */
@Timeout(60)
class IdentityEndpointTest {

    private static final String SCOPES = "openid offline_access Files.Read.All";

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    private IdentityPlatform platform;

    private IdentityHttpClient http;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
    }

    @BeforeEach
    void start() {
        platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        http = new IdentityHttpClient(platform, authority);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void device_code_response_has_all_fields() {
        JsonNode code = json(http.deviceCode(SCOPES));

        assertThat(code.path("user_code").textValue())
                .matches("[B-Z2-9]{9}")
                .isEqualTo(platform.userCode().orElseThrow());
        assertThat(code.path("device_code").textValue()).startsWith("s3cr3t-");
        assertThat(code.path("verification_uri").textValue()).isEqualTo(platform.signInPage());
        assertThat(code.path("expires_in").intValue()).isEqualTo(900);
        assertThat(code.path("interval").intValue()).isEqualTo(1);
        assertThat(code.path("message").textValue())
                .contains(platform.signInPage(), platform.userCode().orElseThrow());
    }

    @Test
    void platform_returns_the_user_code_of_the_newest_pending_sign_in() {
        http.deviceCode(SCOPES);
        String older = platform.userCode().orElseThrow();
        http.deviceCode(SCOPES);
        String newer = platform.userCode().orElseThrow();

        platform.decline(newer);

        assertThat(newer).isNotEqualTo(older);
        assertThat(platform.userCode()).contains(older);
    }

    @Test
    void token_endpoint_answers_an_early_poll_with_slow_down() {
        platform.pollInterval(Duration.ofMinutes(1));
        String code = deviceCode();

        assertThat(error(http.poll(code))).isEqualTo("authorization_pending");
        assertThat(error(http.poll(code))).isEqualTo("slow_down");

        platform.pollInterval(Duration.ZERO);
        String unlimited = deviceCode();
        assertThat(error(http.poll(unlimited))).isEqualTo("authorization_pending");
        assertThat(error(http.poll(unlimited))).isEqualTo("authorization_pending");
    }

    @Test
    void token_endpoint_redeems_a_device_code_once_for_its_application() {
        String code = deviceCode();
        platform.approve(platform.userCode().orElseThrow());

        HttpResponse<String> stranger = http.token(
                Map.of("client_id", "another-application", "grant_type", "device_code", "device_code", code));

        assertThat(error(stranger)).isEqualTo("bad_verification_code");
        assertThat(http.poll(code).statusCode()).isEqualTo(200);
        assertThat(error(http.poll(code))).isEqualTo("bad_verification_code");
    }

    @Test
    void reuse_of_a_refresh_token_revokes_the_tokens_of_its_sign_in_only() {
        String first = refreshToken(signedIn());
        String other = refreshToken(signedIn());
        String second = refreshToken(http.refresh(first));

        assertThat(description(http.refresh(first))).startsWith("AADSTS70000: The refresh token was redeemed already.");
        assertThat(description(http.refresh(second))).startsWith("AADSTS50173: ");
        assertThat(http.refresh(other).statusCode()).isEqualTo(200);
        assertThat(platform.refreshes()).isEqualTo(2);
    }

    @Test
    void token_response_contains_the_requested_scopes() {
        JsonNode all = json(signedIn());
        JsonNode bare = json(signedIn("Files.Read"));
        IdToken idToken = IdToken.of(all.path("id_token").textValue());

        assertThat(Json.names(all))
                .containsExactlyInAnyOrder(
                        "token_type",
                        "scope",
                        "expires_in",
                        "ext_expires_in",
                        "access_token",
                        "refresh_token",
                        "id_token");
        assertThat(all.path("expires_in").intValue()).isEqualTo(3600);
        assertThat(all.path("scope").textValue()).isEqualTo("openid Files.Read.All");
        assertThat(Json.names(bare)).doesNotContain("refresh_token", "id_token");
        assertThat(idToken.claim("iss").textValue()).isEqualTo(platform.authority() + "/v2.0");
        assertThat(idToken.claim("aud").textValue()).isEqualTo("an-application");
        assertThat(idToken.claim("preferred_username").textValue()).isEqualTo("ada@drivechange.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grant_type=refresh_token refresh_token=x              | 400 | invalid_request        | AADSTS900144
            client_id=a                                           | 400 | invalid_request        | AADSTS900144
            client_id=a grant_type=password                       | 400 | unsupported_grant_type | AADSTS70003
            client_id=a grant_type=refresh_token                  | 400 | invalid_request        | AADSTS900144
            client_id=a grant_type=refresh_token refresh_token=x  | 400 | invalid_grant          | AADSTS70000
            client_id=a grant_type=device_code device_code=x      | 400 | bad_verification_code  | AADSTS70018
            client_id=a grant_type=device_code scope=nonsense     | 400 | invalid_scope          | AADSTS70011
            """)
    void token_endpoint_answers_an_invalid_request_with_the_error_of_microsoft(
            String form, int status, String error, String number) {
        HttpResponse<String> response = http.token(fields(form));

        JsonNode body = json(response);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(body.path("error").textValue()).isEqualTo(error);
        assertThat(body.path("error_description").textValue()).startsWith(number + ": ");
        assertThat("AADSTS" + body.path("error_codes").path(0).intValue()).isEqualTo(number);
        assertThat(body.path("correlation_id").textValue()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(body.path("timestamp").textValue()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ");
        assertThat(response.headers().firstValue("client-request-id")).contains("11111111-2222-3333-4444-555555555555");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void identity_endpoint_rejects_a_wrong_path_or_method() {
        assertThat(error(http.get(platform.authority() + "/oauth2/v2.0/token"))).isEqualTo("invalid_request");
        assertThat(http.get(platform.authority() + "/oauth2/v2.0/nothing").statusCode())
                .isEqualTo(404);
        assertThat(http.get(platform.authority()).statusCode()).isEqualTo(404);
        assertThat(error(http.deviceCode("nonsense"))).isEqualTo("invalid_scope");
    }

    @Test
    void token_endpoint_distinguishes_a_wrong_and_a_missing_secret() {
        platform.clientSecret("s3cr3t-right");
        Map<String, String> form = fields("client_id=a grant_type=refresh_token refresh_token=x");

        assertThat(description(http.token(form))).startsWith("AADSTS7000218: ");
        assertThat(description(http.token(with(form, "client_secret", "s3cr3t-wrong"))))
                .startsWith("AADSTS7000215: ");
        assertThat(description(http.token(with(form, "client_secret", "s3cr3t-right"))))
                .startsWith("AADSTS70000: ");
    }

    @Test
    void discovery_documents_contain_working_urls() {
        String issuer = platform.authority().replace("/common", "/contoso.example/v2.0");
        JsonNode document = json(http.get(issuer + "/.well-known/openid-configuration"));
        JsonNode instance = json(http.get(platform.authority() + "/discovery/instance"));

        assertThat(document.path("issuer").textValue()).isEqualTo(issuer);
        assertThat(error(http.get(document.path("token_endpoint").textValue()))).isEqualTo("invalid_request");
        assertThat(error(http.get(document.path("device_authorization_endpoint").textValue())))
                .isEqualTo("invalid_request");
        assertThat(http.get(document.path("jwks_uri").textValue()).body()).contains("\"kty\":\"RSA\"");
        assertThat(http.get(instance.path("tenant_discovery_endpoint").textValue())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void token_endpoint_returns_scripted_errors_in_order() {
        platform.throttle(1, null);
        platform.fail(1, 502);

        HttpResponse<String> first = http.refresh("x");

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).isEmpty();
        assertThat(http.refresh("x").statusCode()).isEqualTo(502);
        assertThat(http.refresh("x").statusCode()).isEqualTo(400);
    }

    @Test
    void identity_request_contains_no_secret() {
        http.refresh(refreshToken(signedIn()));

        assertThat(platform.requests()).hasSize(3);
        assertThat(platform.requests().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void identity_platform_rejects_invalid_settings() {
        assertThatIllegalArgumentException().isThrownBy(() -> platform.tokenLifetime(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> platform.deviceCodeLifetime(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> platform.pollInterval(Duration.ofMillis(1500)));
        assertThatIllegalArgumentException().isThrownBy(() -> platform.fail(1, 200));
        assertThatIllegalArgumentException().isThrownBy(() -> platform.throttle(-1, null));
        assertThatIllegalArgumentException().isThrownBy(() -> platform.approve("nonsense"));
    }

    private String deviceCode() {
        return json(http.deviceCode(SCOPES)).path("device_code").textValue();
    }

    private HttpResponse<String> signedIn() {
        return signedIn(SCOPES);
    }

    private HttpResponse<String> signedIn(String scopes) {
        JsonNode code = json(http.deviceCode(scopes));
        platform.approve(code.path("user_code").textValue());
        return http.poll(code.path("device_code").textValue());
    }

    private static String refreshToken(HttpResponse<String> tokens) {
        return json(tokens).path("refresh_token").textValue();
    }

    private static String error(HttpResponse<String> refused) {
        return json(refused).path("error").textValue();
    }

    private static String description(HttpResponse<String> refused) {
        return json(refused).path("error_description").textValue();
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split(" "))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> more = new HashMap<>(form);
        more.put(name, value);
        return more;
    }
}
