// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

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
import org.drivechange.simulator.TestAuthority.Certificate;
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
class DeviceSignInTest {

    private static final String POLL = "device_code";

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    private IdentityPlatform platform;

    private Msal msal;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
    }

    @BeforeEach
    void start() throws Exception {
        platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        msal = Msal.of(platform, authority);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void sign_in_is_pending_until_approved() {
        CompletableFuture<IAuthenticationResult> signingIn = msal.signingIn(shown -> {});
        await().until(() -> platform.requests().contains(poll(400)));
        platform.approve(platform.userCode().orElseThrow());

        IAuthenticationResult signedIn = signingIn.join();

        assertThat(platform.accepts(signedIn.accessToken())).isTrue();
        assertThat(signedIn.account().username()).isEqualTo("ada@drivechange.example");
        assertThat(platform.userCode()).isEmpty();
        assertThat(platform.requests())
                .startsWith(new IdentityRequest("devicecode", null, "an-application", 200), poll(400))
                .endsWith(poll(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v2.0"})
    void client_can_read_the_discovery_document(String version) throws Exception {
        Msal discovering = Msal.discovering(platform.authority() + version, authority);

        IAuthenticationResult signedIn = discovering.signIn(shown -> platform.approve(shown.userCode()));

        assertThat(platform.accepts(signedIn.accessToken())).isTrue();
        assertThat(platform.requests().get(0)).isEqualTo(new IdentityRequest("openid-configuration", null, null, 200));
    }

    @Test
    void several_users_are_several_accounts() {
        msal.signIn(shown -> platform.approve(shown.userCode(), "ada@contoso.example"));
        msal.signIn(shown -> platform.approve(shown.userCode(), "bob@contoso.example"));
        msal.signIn(shown -> platform.approve(shown.userCode(), "ada@contoso.example"));

        assertThat(msal.accounts())
                .extracting(IAccount::username)
                .containsExactlyInAnyOrder("ada@contoso.example", "bob@contoso.example");
    }

    @Test
    void client_gives_up_on_slow_down() {
        platform.slowDown(1);

        assertThat(refusal()).isEqualTo("slow_down");
    }

    @Test
    void user_can_decline() {
        CompletableFuture<?> declined = msal.signingIn(shown -> platform.decline(shown.userCode()));

        assertThat(Msal.failure(MsalServiceException.class, declined).errorCode())
                .isEqualTo("authorization_declined");
    }

    @Test
    void device_code_expires() {
        platform.deviceCodeLifetime(Duration.ofNanos(1));

        assertThat(refusal()).isEqualTo("expired_token");
        assertThat(platform.userCode()).isEmpty();
    }

    @Test
    void confidential_client_needs_its_secret() {
        platform.clientSecret("s3cr3t-of-the-application");

        CompletableFuture<?> refused = msal.signingIn(shown -> platform.approve(shown.userCode()));

        assertThat(Msal.failure(MsalServiceException.class, refused))
                .hasMessageStartingWith("AADSTS7000218: ")
                .satisfies(failed -> assertThat(failed.errorCode()).isEqualTo("invalid_client"))
                .satisfies(failed -> assertThat(failed.statusCode()).isEqualTo(401));
    }

    @Test
    void only_pending_code_can_be_answered() {
        msal.signIn(shown -> {
            platform.approve(" " + shown.userCode().toLowerCase(Locale.ROOT));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> platform.decline(shown.userCode()))
                    .withMessage("No sign-in is pending for this code: unknown, expired or already answered.");
        });
    }

    /** Returns the failure of a client whose sign-in is never approved. */
    private String refusal() {
        return Msal.failure(MsalServiceException.class, msal.signingIn(shown -> {}))
                .errorCode();
    }

    private static IdentityRequest poll(int status) {
        return new IdentityRequest("token", POLL, "an-application", status);
    }
}
