// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.util.Throwables;
import org.drivechange.impl.graph.TokenUnavailableException;
import org.drivechange.impl.http.ProxyAwareHttpClient;
import org.drivechange.impl.http.TextHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheContentTest {

    private static final String SECRET = "eyJ0eXAi-a-secret";

    @TempDir
    private Path directory;

    private final ProxyAwareHttpClient http = new ProxyAwareHttpClient(ForkJoinPool.commonPool());
    private Path cache;
    private AccountTokenManager account;

    @BeforeEach
    void account() {
        cache = directory.resolve("tokens.json");
        URI authority = URI.create("https://localhost:1/common");
        OAuthSettings settings = new OAuthSettings("app", Optional.empty(), authority, Set.of("Files.Read"), cache);
        account = new AccountTokenManager(
                "", settings, new TextHttpClient(http), InstantSource.system(), Duration.ofMinutes(5));
    }

    @AfterEach
    void close() {
        account.close();
        http.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                "{\"RefreshToken\":{\"a\":{\"secret\":\"" + SECRET + "\",",
                "{\"RefreshToken\":[\"" + SECRET + "\"]}",
                "[\"" + SECRET + "\"]",
                "\"" + SECRET + "\"",
            })
    void malformed_file_is_named_without_its_content(String content) throws Exception {
        Files.writeString(cache, content);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(account::token)
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContainingAll("file that keeps the sign-in", cache.toString(), "sign in again")
                .satisfies(
                        failure -> assertThat(Throwables.getStackTrace(failure)).doesNotContain(SECRET));
    }

    @Test
    void folder_in_place_of_the_file_is_named() throws Exception {
        Files.createDirectory(cache);
        assertThatThrownBy(account::token)
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContainingAll("file that keeps the sign-in", cache.toString());
    }
}
