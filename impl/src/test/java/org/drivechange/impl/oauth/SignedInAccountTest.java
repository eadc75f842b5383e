// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import javax.net.ssl.SSLContext;
import org.drivechange.impl.http.PlainHttp;
import org.drivechange.impl.http.ProxiedHttp;
import org.drivechange.impl.session.NoTokenException;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedInAccountTest {

    @TempDir
    private Path directory;

    private Duration ahead = Duration.ZERO;

    @Test
    void a_token_is_used_up_even_when_the_sign_in_has_ended_before_it() throws Exception {
        TestAuthority authority = TestAuthority.in(directory);
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(authority.client());
        try (IdentityPlatform platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
                ProxiedHttp http = new ProxiedHttp(ForkJoinPool.commonPool())) {
            platform.tokenLifetime(Duration.ofMinutes(2));
            OAuthSettings settings = new OAuthSettings(
                    "app",
                    Optional.empty(),
                    URI.create(platform.authority()),
                    Set.of("Files.Read"),
                    directory.resolve("tokens.json"));
            new SignIn(settings, new PlainHttp(http))
                    .withDeviceCode(prompt -> platform.approve(prompt.code(), "alice@contoso.com"));
            SignedInAccount account = new SignedInAccount(
                    "", settings, new PlainHttp(http), () -> Instant.now().plus(ahead), Duration.ofMinutes(5));
            String token = account.token().value();
            platform.revoke();
            ahead = Duration.ofSeconds(70);
            assertThat(account.token().value()).isEqualTo(token);
            int asked = platform.requests().size();
            assertThat(account.token().value()).isEqualTo(token);
            assertThat(platform.requests()).hasSize(asked);
            ahead = Duration.ofSeconds(130);
            assertThatThrownBy(account::token)
                    .isInstanceOf(NoTokenException.class)
                    .hasMessageContaining("has ended");
        } finally {
            SSLContext.setDefault(before);
        }
    }
}
