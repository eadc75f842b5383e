// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.IdentityRequest;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.drivechange.simulator.client.MsalClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests device code sign-in by msal4j, Microsoft's client. */
@Timeout(60)
class DeviceCodeSignInTest {

    private static final String POLL = "device_code";

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    private IdentityPlatform platform;

    private MsalClient msal;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
    }

    @BeforeEach
    void start() throws Exception {
        platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        msal = MsalClient.of(platform, authority);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void device_code_is_pending_until_approved() {
        CompletableFuture<IAuthenticationResult> signInAsync = msal.signInAsync(shown -> {});
        await().until(() -> platform.requests().contains(poll(400)));
        platform.approve(platform.userCode().orElseThrow());

        IAuthenticationResult signedIn = signInAsync.join();

        assertThat(platform.accepts(signedIn.accessToken())).isTrue();
        assertThat(signedIn.account().username()).isEqualTo("ada@drivechange.example");
        assertThat(platform.userCode()).isEmpty();
        assertThat(platform.requests())
                .startsWith(new IdentityRequest("devicecode", null, "an-application", 200), poll(400))
                .endsWith(poll(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v2.0"})
    void platform_publishes_a_discovery_document_for_the_client(String version) throws Exception {
        MsalClient discovering = MsalClient.discovering(platform.authority() + version, authority);

        IAuthenticationResult signedIn = discovering.signIn(shown -> platform.approve(shown.userCode()));

        assertThat(platform.accepts(signedIn.accessToken())).isTrue();
        assertThat(platform.requests().get(0)).isEqualTo(new IdentityRequest("openid-configuration", null, null, 200));
    }

    @Test
    void platform_signs_in_each_user_as_a_separate_account() {
        msal.signIn(shown -> platform.approve(shown.userCode(), "ada@contoso.example"));
        msal.signIn(shown -> platform.approve(shown.userCode(), "bob@contoso.example"));
        msal.signIn(shown -> platform.approve(shown.userCode(), "ada@contoso.example"));

        assertThat(msal.accounts())
                .extracting(IAccount::username)
                .containsExactlyInAnyOrder("ada@contoso.example", "bob@contoso.example");
    }

    @Test
    void msal_fails_on_slow_down() {
        platform.slowDown(1);

        assertThat(refusal()).isEqualTo("slow_down");
    }

    @Test
    void device_code_fails_after_the_user_declined() {
        CompletableFuture<?> declined = msal.signInAsync(shown -> platform.decline(shown.userCode()));

        assertThat(MsalClient.failure(MsalServiceException.class, declined).errorCode())
                .isEqualTo("authorization_declined");
    }

    @Test
    void device_code_expires() {
        platform.deviceCodeLifetime(Duration.ofNanos(1));

        assertThat(refusal()).isEqualTo("expired_token");
        assertThat(platform.userCode()).isEmpty();
    }

    @Test
    void token_endpoint_requires_the_secret_of_a_confidential_client() {
        platform.clientSecret("s3cr3t-of-the-application");

        CompletableFuture<?> refused = msal.signInAsync(shown -> platform.approve(shown.userCode()));

        assertThat(MsalClient.failure(MsalServiceException.class, refused))
                .hasMessageStartingWith("AADSTS7000218: ")
                .satisfies(failed -> assertThat(failed.errorCode()).isEqualTo("invalid_client"))
                .satisfies(failed -> assertThat(failed.statusCode()).isEqualTo(401));
    }

    @Test
    void platform_rejects_an_answer_to_a_code_that_is_not_pending() {
        msal.signIn(shown -> {
            platform.approve(" " + shown.userCode().toLowerCase(Locale.ROOT));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> platform.decline(shown.userCode()))
                    .withMessage("No sign-in is pending for this code: unknown, expired or already answered.");
        });
    }

    /** Returns the failure of a client whose sign-in is never approved. */
    private String refusal() {
        return MsalClient.failure(MsalServiceException.class, msal.signInAsync(shown -> {}))
                .errorCode();
    }

    private static IdentityRequest poll(int status) {
        return new IdentityRequest("token", POLL, "an-application", status);
    }
}
