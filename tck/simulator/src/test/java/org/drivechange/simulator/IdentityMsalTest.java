// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.PublicClientApplication;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's own client signs in here as it does there. */
@Timeout(60)
class IdentityMsalTest {

    private static final Set<String> SCOPES = Set.of("https://graph.microsoft.com/Files.Read.All");

    @TempDir
    static Path directory;

    private static TestAuthority authority;

    private IdentityPlatform platform;

    private PublicClientApplication client;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(directory);
    }

    @BeforeEach
    void start() throws Exception {
        platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        client = client(builder -> unchecked(() -> builder.authority(platform.authority())));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void a_person_who_approves_is_signed_in() throws Exception {
        CompletableFuture<IAuthenticationResult> signIn = client.acquireToken(parameters(code -> {}));
        await().until(() -> platform.userCode().isPresent());
        await().until(() -> !platform.requests().isEmpty());
        platform.approve(platform.userCode().orElseThrow());

        IAuthenticationResult signedIn = signIn.join();

        assertThat(platform.accepts(signedIn.accessToken())).isTrue();
        assertThat(signedIn.account().username()).isEqualTo("ada@drivechange.example");
        assertThat(platform.userCode()).isEmpty();
    }

    private PublicClientApplication client(UnaryOperator<PublicClientApplication.Builder> where) {
        return where.apply(PublicClientApplication.builder("an-application")
                        .instanceDiscovery(false)
                        .sslSocketFactory(authority.client().getSocketFactory()))
                .build();
    }

    private static DeviceCodeFlowParameters parameters(Consumer<DeviceCode> shown) {
        return DeviceCodeFlowParameters.builder(SCOPES, shown).build();
    }

    private interface Throwing<T> {
        T get() throws Exception;
    }

    private static <T> T unchecked(Throwing<T> get) {
        try {
            return get.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
