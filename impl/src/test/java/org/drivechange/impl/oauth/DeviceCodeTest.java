// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.drivechange.impl.http.ProxyAwareHttpClient;
import org.drivechange.impl.http.TextHttpClient;
import org.drivechange.impl.oauth.DeviceCodeSignIn.Prompt;
import org.drivechange.impl.oauth.DeviceCodeSignIn.SignInException;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceCodeTest {

    @TempDir
    private static Path shared;

    private static SSLContext before;
    private static SSLContext server;

    @TempDir
    private Path directory;

    private final IdentityPlatform platform = IdentityPlatform.start(server);

    @BeforeAll
    static void trust() throws Exception {
        before = SSLContext.getDefault();
        TestAuthority authority = TestAuthority.in(shared);
        server = authority.server(Certificate.GOOD);
        SSLContext.setDefault(authority.client());
    }

    @AfterAll
    static void trustAsBefore() {
        SSLContext.setDefault(before);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private Path cache() {
        return directory.resolve("tokens.json");
    }

    private String signIn(Optional<String> secret, Consumer<Prompt> shown) throws Exception {
        URI authority = URI.create(platform.authority());
        OAuthSettings settings = new OAuthSettings("app", secret, authority, Set.of("Files.Read"), cache());
        try (ProxyAwareHttpClient http = new ProxyAwareHttpClient(ForkJoinPool.commonPool())) {
            return new DeviceCodeSignIn(settings, new TextHttpClient(http)).withDeviceCode(shown);
        }
    }

    private void approve(Prompt prompt) {
        platform.approve(prompt.code(), "alice@contoso.com");
    }

    @Test
    void sign_in_with_the_code_is_stored() throws Exception {
        platform.deviceCodeLifetime(Duration.ofMinutes(3));
        String who = signIn(Optional.empty(), prompt -> {
            assertThat(prompt.address()).startsWith("https://localhost:");
            assertThat(prompt.lifetime()).isEqualTo(Duration.ofMinutes(3));
            approve(prompt);
        });
        assertThat(who).isEqualTo("alice@contoso.com");
        assertThat(cache()).content().contains("RefreshToken", "alice@contoso.com");
    }

    @Test
    void next_sign_in_replaces_the_previous_one() throws Exception {
        signIn(Optional.empty(), prompt -> platform.approve(prompt.code(), "bob@contoso.com"));
        signIn(Optional.empty(), this::approve);
        assertThat(cache()).content().contains("alice@contoso.com").doesNotContain("bob@contoso.com");
    }

    @Test
    void slow_down_response_increases_the_polling_interval() throws Exception {
        platform.slowDown(1);
        assertThat(signIn(Optional.empty(), this::approve)).isEqualTo("alice@contoso.com");
        assertThat(platform.requests())
                .filteredOn(request -> request.endpoint().equals("token"))
                .hasSize(2);
    }

    @Test
    void confidential_client_sends_its_secret() throws Exception {
        platform.clientSecret("a s&cret");
        assertThat(signIn(Optional.of("a s&cret"), this::approve)).isEqualTo("alice@contoso.com");
        assertThatThrownBy(() -> signIn(Optional.empty(), this::approve))
                .isInstanceOf(SignInException.class)
                .hasMessageContainingAll("DRC2011", "refuses the application", "invalid_client", "AADSTS");
    }

    @Test
    void sign_in_reports_a_decline() {
        assertThatThrownBy(() -> signIn(Optional.empty(), prompt -> platform.decline(prompt.code())))
                .isInstanceOf(SignInException.class)
                .hasMessage("The sign-in was declined.");
        assertThat(cache()).doesNotExist();
    }

    @Test
    void sign_in_reports_an_expired_code() {
        platform.deviceCodeLifetime(Duration.ofSeconds(1));
        assertThatThrownBy(() -> signIn(Optional.empty(), prompt -> {}))
                .isInstanceOf(SignInException.class)
                .hasMessage("The code expired before the sign-in was completed.");
    }

    @Test
    void sign_in_reports_an_unreachable_platform() {
        platform.close();
        assertThatThrownBy(() -> signIn(Optional.empty(), prompt -> {}))
                .isInstanceOf(SignInException.class)
                .hasMessageContainingAll("DRC2012", "localhost:", "connection refused");
    }

    @Test
    void sign_in_reports_an_unwritable_cache() throws Exception {
        Files.createDirectories(cache().resolve("in-the-way"));
        assertThatThrownBy(() -> signIn(Optional.empty(), this::approve))
                .isInstanceOf(SignInException.class)
                .hasMessageContainingAll("DRC2013", cache().toString());
    }
}
