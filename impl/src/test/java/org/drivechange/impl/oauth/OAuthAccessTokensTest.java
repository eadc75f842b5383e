// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.TokenUnavailableException;
import org.drivechange.impl.http.ProxyAwareHttpClient;
import org.drivechange.impl.http.TextHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OAuthAccessTokensTest {

    private final ProxyAwareHttpClient http = new ProxyAwareHttpClient(ForkJoinPool.commonPool());

    @AfterEach
    void close() {
        http.close();
    }

    private OAuthAccessTokens tokens(AccessTokens others) {
        return new OAuthAccessTokens(
                account -> Optional.empty(),
                others,
                new TextHttpClient(http),
                InstantSource.system(),
                Duration.ofMinutes(5));
    }

    private static AccessTokens others(String token) {
        return new AccessTokens() {
            @Override
            public AccessToken token(String account) {
                if (token == null) {
                    throw new NoClassDefFoundError("com/azure/json/JsonReader");
                }
                return new AccessToken(token);
            }

            @Override
            public void rejected(String account, AccessToken rejected) {}
        };
    }

    @Test
    void accounts_that_do_not_sign_in_are_not_kept() throws Exception {
        OAuthAccessTokens tokens = tokens(others("t"));
        for (int i = 0; i < 1_000; i++) {
            tokens.token("account-" + i);
            tokens.rejected("account-" + i, new AccessToken("t"));
        }
        var kept = OAuthAccessTokens.class.getDeclaredField("accounts");
        kept.setAccessible(true);
        assertThat((Map<?, ?>) kept.get(tokens)).isEmpty();
    }

    @Test
    void linkage_error_is_a_problem_of_the_deployment() {
        assertThatThrownBy(() -> tokens(others(null)).token(""))
                .isInstanceOfSatisfying(TokenUnavailableException.class, failure -> {
                    assertThat(failure.failure().code()).isEqualTo(ErrorCode.LIBRARY_UNUSABLE);
                    assertThat(failure).hasMessageContaining("com/azure/json/JsonReader");
                });
    }
}
