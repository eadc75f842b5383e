// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

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
import org.drivechange.simulator.TestAuthority.Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests token refresh by msal4j, Microsoft's client. */
@Timeout(60)
class RefreshTest {

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    private IdentityPlatform platform;

    private Msal msal;

    private IAuthenticationResult signedIn;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
    }

    @BeforeEach
    void signIn() throws Exception {
        platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        msal = Msal.of(platform, authority);
        signedIn = msal.signIn(shown -> platform.approve(shown.userCode()));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void refresh_tokens_rotate() {
        IAuthenticationResult first = msal.refresh(signedIn);
        IAuthenticationResult second = msal.refresh(first);

        assertThat(platform.refreshes()).isEqualTo(2);
        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(platform.accepts(first.accessToken())).isTrue();
        assertThat(platform.accepts(second.accessToken())).isTrue();
        assertThat(platform.requests()).endsWith(refresh(200), refresh(200));
    }

    @Test
    void revocation_requires_a_new_sign_in() {
        platform.revoke();

        MsalInteractionRequiredException revoked =
                Msal.failure(MsalInteractionRequiredException.class, msal.refreshing(signedIn));

        assertThat(revoked.errorCode()).isEqualTo("invalid_grant");
        assertThat(revoked).hasMessageStartingWith("AADSTS50173: ");
        assertThat(platform.accepts(signedIn.accessToken())).isTrue();
        assertThat(platform.refreshes()).isZero();
    }

    @Test
    void throttled_client_waits_for_retry_after() {
        platform.throttle(1, Duration.ofSeconds(30));

        MsalServiceException first = Msal.failure(MsalServiceException.class, msal.refreshing(signedIn));
        int asked = platform.requests().size();
        MsalThrottlingException second = Msal.failure(MsalThrottlingException.class, msal.refreshing(signedIn));

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(second.retryInMs()).isBetween(1_000L, 30_000L);
        assertThat(platform.requests()).hasSize(asked).endsWith(refresh(429));
    }

    @Test
    void client_retries_once_when_the_platform_fails() {
        platform.fail(1, 503);

        msal.refresh(signedIn);

        assertThat(platform.requests()).endsWith(refresh(503), refresh(200));
    }

    @Test
    void client_reports_persistent_platform_failure() {
        platform.fail(2, 500);

        MsalServiceException failed = Msal.failure(MsalServiceException.class, msal.refreshing(signedIn));

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.errorCode()).isEqualTo("temporarily_unavailable");
    }

    @Test
    void newest_key_signs_id_tokens_and_older_key_stays_published() throws Exception {
        platform.rollKeys();
        IdToken old = IdToken.of(signedIn.idToken());
        IdToken renewed = IdToken.of(msal.refresh(signedIn).idToken());
        JsonNode keys = new IdentityHttp(platform, authority).keys();

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
        return Http.send(HttpRequest.newBuilder(URI.create(graph.graphUrl() + "/me/drive/root" + Http.SOCKET_IO))
                        .header("Authorization", "Bearer " + token)
                        .build())
                .statusCode();
    }

    private static IdentityRequest refresh(int status) {
        return new IdentityRequest("token", "refresh_token", "an-application", status);
    }
}
