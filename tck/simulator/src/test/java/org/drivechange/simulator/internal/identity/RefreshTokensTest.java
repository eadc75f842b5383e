// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.IdentityRequest;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.drivechange.simulator.client.IdToken;
import org.drivechange.simulator.client.IdentityHttpClient;
import org.drivechange.simulator.client.MsalClient;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests token refresh by msal4j, Microsoft's client. */
@Timeout(60)
class RefreshTokensTest {

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    private IdentityPlatform platform;

    private MsalClient msal;

    private IAuthenticationResult signedIn;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
    }

    @BeforeEach
    void signIn() throws Exception {
        platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        msal = MsalClient.of(platform, authority);
        signedIn = msal.signIn(shown -> platform.approve(shown.userCode()));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void token_endpoint_rotates_refresh_tokens() {
        IAuthenticationResult first = msal.refresh(signedIn);
        IAuthenticationResult second = msal.refresh(first);

        assertThat(platform.refreshes()).isEqualTo(2);
        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(platform.accepts(first.accessToken())).isTrue();
        assertThat(platform.accepts(second.accessToken())).isTrue();
        assertThat(platform.requests()).endsWith(refresh(200), refresh(200));
    }

    @Test
    void revocation_requires_another_sign_in() {
        platform.revoke();

        MsalInteractionRequiredException revoked =
                MsalClient.failure(MsalInteractionRequiredException.class, msal.refreshAsync(signedIn));

        assertThat(revoked.errorCode()).isEqualTo("invalid_grant");
        assertThat(revoked).hasMessageStartingWith("AADSTS50173: ");
        assertThat(platform.accepts(signedIn.accessToken())).isTrue();
        assertThat(platform.refreshes()).isZero();
    }

    @Test
    void throttled_msal_waits_for_retry_after() {
        platform.throttle(1, Duration.ofSeconds(30));

        MsalServiceException first = MsalClient.failure(MsalServiceException.class, msal.refreshAsync(signedIn));
        int before = platform.requests().size();
        MsalThrottlingException second = MsalClient.failure(MsalThrottlingException.class, msal.refreshAsync(signedIn));

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(second.retryInMs()).isBetween(1_000L, 30_000L);
        assertThat(platform.requests()).hasSize(before).endsWith(refresh(429));
    }

    @Test
    void msal_retries_once_after_a_platform_failure() {
        platform.fail(1, 503);

        msal.refresh(signedIn);

        assertThat(platform.requests()).endsWith(refresh(503), refresh(200));
    }

    @Test
    void msal_reports_a_persistent_platform_failure() {
        platform.fail(2, 500);

        MsalServiceException failed = MsalClient.failure(MsalServiceException.class, msal.refreshAsync(signedIn));

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.errorCode()).isEqualTo("temporarily_unavailable");
    }

    @Test
    void newest_key_signs_id_tokens_and_older_keys_stay_published() throws Exception {
        platform.rollKeys();
        IdToken old = IdToken.of(signedIn.idToken());
        IdToken renewed = IdToken.of(msal.refresh(signedIn).idToken());
        JsonNode keys = new IdentityHttpClient(platform, authority).keys();

        assertThat(renewed.keyId()).isNotEqualTo(old.keyId());
        assertThat(old.signedBy(keys)).isTrue();
        assertThat(renewed.signedBy(keys)).isTrue();
        assertThat(renewed.withClaimsOf(old).signedBy(keys)).isFalse();
    }

    @Test
    void graph_accepts_tokens_of_this_platform_until_expiry() {
        try (GraphSimulator graph = GraphSimulator.start()) {
            graph.acceptTokens(platform::accepts);
            platform.tokenLifetime(Duration.ofNanos(1));
            IAuthenticationResult expired = msal.refresh(signedIn);

            assertThat(subscribed(graph, signedIn.accessToken())).isEqualTo(200);
            assertThat(subscribed(graph, expired.accessToken())).isEqualTo(401);
            assertThat(subscribed(graph, "anything")).isEqualTo(401);
        }
    }

    private static int subscribed(GraphSimulator graph, String token) {
        return SimulatorHttpClient.send(HttpRequest.newBuilder(
                                URI.create(graph.graphUrl() + "/me/drive/root" + SimulatorHttpClient.SOCKET_IO))
                        .header("Authorization", "Bearer " + token)
                        .build())
                .statusCode();
    }

    private static IdentityRequest refresh(int status) {
        return new IdentityRequest("token", "refresh_token", "an-application", status);
    }
}
