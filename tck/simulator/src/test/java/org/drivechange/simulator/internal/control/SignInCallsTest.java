// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.drivechange.simulator.client.IdToken;
import org.drivechange.simulator.client.IdentityHttpClient;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests scripted sign-ins through the control API. */
@Timeout(60)
class SignInCallsTest {

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    private IdentityPlatform platform;

    private GraphSimulator simulator;

    private IdentityHttpClient identity;

    private SimulatorHttpClient control;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
    }

    @BeforeEach
    void start() {
        platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        simulator = GraphSimulator.builder().signIn(platform).start();
        identity = new IdentityHttpClient(platform, authority);
        control = new SimulatorHttpClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
        platform.close();
    }

    @Test
    void sign_in_calls_accept_each_listed_example_while_a_sign_in_is_pending() {
        Pattern line = Pattern.compile("-X POST " + simulator.controlUrl() + "(/sign-in/\\S+)(?: -d '(.*)')?");

        assertThat(line.matcher(control.get("/").body()).results()).hasSize(7).allSatisfy(example -> {
            identity.deviceCode("Files.Read");
            assertThat(posted(example)).isEqualTo("{\"done\":true}");
        });
    }

    @Test
    void control_api_reports_sign_in_url_and_user_code() {
        assertThat(state().path("userCode").isNull()).isTrue();

        identity.deviceCode("Files.Read");

        assertThat(state().path("userCode").textValue())
                .isEqualTo(platform.userCode().orElseThrow());
        assertThat(state().path("authority").textValue()).isEqualTo(platform.authority());
        assertThat(state().path("page").textValue()).isEqualTo(platform.signInPage());
        assertThat(control.get("/sign-in/requests").body())
                .isEqualTo(
                        "[{\"endpoint\":\"devicecode\",\"grantType\":null,\"clientId\":\"an-application\",\"status\":200}]");
    }

    @Test
    void approve_call_yields_a_token_that_graph_accepts() {
        JsonNode code = json(identity.deviceCode("openid offline_access Files.Read"));
        control.post("/sign-in/approve", "{\"username\":\"eve@contoso.example\"}");

        JsonNode tokens = json(identity.poll(code.path("device_code").textValue()));

        assertThat(IdToken.of(tokens.path("id_token").textValue())
                        .claim("preferred_username")
                        .textValue())
                .isEqualTo("eve@contoso.example");
        assertThat(subscribed(tokens.path("access_token").textValue())).isEqualTo(200);
        assertThat(subscribed("anything")).isEqualTo(401);
    }

    @Test
    void decline_and_revoke_calls_yield_no_token() {
        JsonNode declined = json(identity.deviceCode("Files.Read"));
        control.post("/sign-in/decline", "");
        assertThat(error(identity.poll(declined.path("device_code").textValue())))
                .isEqualTo("authorization_declined");

        JsonNode code = json(identity.deviceCode("offline_access Files.Read"));
        control.post("/sign-in/approve", "");
        JsonNode tokens = json(identity.poll(code.path("device_code").textValue()));
        control.post("/sign-in/revoke", "");
        assertThat(error(identity.refresh(tokens.path("refresh_token").textValue())))
                .isEqualTo("invalid_grant");
    }

    @Test
    void control_api_rejects_approval_without_pending_sign_in() {
        HttpResponse<String> approval = control.post("/sign-in/approve", "");

        assertThat(approval.statusCode()).isEqualTo(400);
        assertThat(error(approval)).isEqualTo("No sign-in is pending.");
        assertThat(error(control.post("/sign-in/decline", "{\"userCode\":\"WRONG\"}")))
                .startsWith("No sign-in is pending for this code");
    }

    private String posted(MatchResult example) {
        String body = example.group(2) == null ? "" : example.group(2);
        return control.post(example.group(1), body).body();
    }

    private JsonNode state() {
        return json(control.get("/sign-in"));
    }

    private int subscribed(String token) {
        return SimulatorHttpClient.send(control.graph("/me/drive/root" + SimulatorHttpClient.SOCKET_IO)
                        .setHeader("Authorization", "Bearer " + token)
                        .build())
                .statusCode();
    }

    private static String error(HttpResponse<String> refused) {
        return json(refused).path("error").textValue();
    }
}
