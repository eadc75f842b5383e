// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import javax.net.ssl.SSLContext;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.TokenUnavailableException;
import org.drivechange.impl.http.ProxyAwareHttpClient;
import org.drivechange.impl.http.TextHttpClient;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTokenManagerTest {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    /** Longer than the time for which waiting callers share a failure. */
    private static final Duration NEXT_TRY = Duration.ofSeconds(2);

    @TempDir
    private static Path keys;

    private static SSLContext before;
    private static IdentityPlatform platform;

    @TempDir
    private Path directory;

    private final ProxyAwareHttpClient http = new ProxyAwareHttpClient(ForkJoinPool.commonPool());
    private Duration ahead = Duration.ZERO;
    private Path cache;
    private AccountTokenManager account;

    @BeforeAll
    static void start() throws Exception {
        before = SSLContext.getDefault();
        TestAuthority authority = TestAuthority.in(keys);
        SSLContext.setDefault(authority.client());
        platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
    }

    @AfterAll
    static void stop() {
        platform.close();
        SSLContext.setDefault(before);
    }

    @BeforeEach
    void signIn() throws Exception {
        platform.tokenLifetime(Duration.ofMinutes(2));
        cache = directory.resolve("tokens.json");
        new DeviceCodeSignIn(settings(cache), new TextHttpClient(http))
                .withDeviceCode(prompt -> platform.approve(prompt.code(), "alice@contoso.com"));
        account = account(cache);
    }

    @AfterEach
    void close() {
        account.close();
        http.close();
    }

    private static OAuthSettings settings(Path cache) {
        return new OAuthSettings(
                "app", Optional.empty(), URI.create(platform.authority()), Set.of("Files.Read"), cache);
    }

    private AccountTokenManager account(Path kept) {
        return new AccountTokenManager(
                "",
                settings(kept),
                new TextHttpClient(http),
                () -> Instant.now().plus(ahead),
                LONGEST_DELAY);
    }

    private int requests() {
        return platform.requests().size();
    }

    private String failureMessage() {
        var thrown = assertThatThrownBy(account::token).isInstanceOf(TokenUnavailableException.class);
        String[] message = new String[1];
        thrown.satisfies(failure -> message[0] = failure.getMessage());
        return message[0];
    }

    @Test
    void manager_uses_a_token_until_its_expiry_after_the_sign_in_ended() throws Exception {
        String token = account.token().value();
        platform.revoke();
        ahead = Duration.ofSeconds(70);
        assertThat(account.token().value()).isEqualTo(token);
        int requests = requests();
        assertThat(account.token().value()).isEqualTo(token);
        assertThat(requests()).isEqualTo(requests);
        ahead = Duration.ofSeconds(130);
        assertThatThrownBy(account::token)
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void refresh_token_that_was_refused_is_tried_again_at_the_longest_delay() throws Exception {
        ahead = Duration.ofMinutes(3);
        platform.refuse(2, 400, "invalid_grant", 70000);
        try (LogLines log = new LogLines()) {
            assertThat(failureMessage()).contains("has ended", "invalid_grant", "AADSTS70000");
            int requests = requests();
            ahead = ahead.plus(LONGEST_DELAY).minusSeconds(10);
            failureMessage();
            assertThat(requests()).as("requests before the delay").isEqualTo(requests);
            ahead = ahead.plusSeconds(20);
            failureMessage();
            assertThat(requests()).isEqualTo(requests + 1);
            ahead = ahead.plus(LONGEST_DELAY);
            account.token();
            assertThat(log.lines()).singleElement().asString().startsWith("DRC2010 ");
        }
    }

    @Test
    void ended_sign_in_names_the_command_that_starts_another() {
        platform.revoke();
        ahead = Duration.ofMinutes(3);
        assertThat(failureMessage())
                .contains("java -jar drivechange-sign-in.jar --client-id app --authority " + platform.authority()
                        + " --scopes 'Files.Read' --cache '" + cache + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "400, temporarily_unavailable, 90033",
        "400, server_error, 90006",
        "400, invalid_grant, 50196",
        "400, invalid_grant, 90055",
        "400, invalid_request, 90033",
        "503, invalid_grant, 70000",
        "429, invalid_grant, 70000",
    })
    void transient_error_is_no_ended_sign_in(int status, String error, int number) throws Exception {
        ahead = Duration.ofMinutes(3);
        platform.refuse(1, status, error, number);
        assertThat(failureMessage()).contains("currently issues no access token", error, "AADSTS" + number);
        ahead = ahead.plus(NEXT_TRY);
        account.token();
    }

    @Test
    void throttled_account_sends_no_request_before_retry_after() throws Exception {
        ahead = Duration.ofMinutes(3);
        platform.throttle(1, Duration.ofSeconds(40));
        failureMessage();
        int requests = requests();
        ahead = ahead.plusSeconds(38);
        failureMessage();
        assertThat(requests()).isEqualTo(requests);
        ahead = ahead.plusSeconds(4);
        account.token();
    }

    @ParameterizedTest
    @CsvSource({"interaction_required, 50076", "consent_required, 65001", "login_required, 50058"})
    void interaction_that_is_required_is_an_ended_sign_in(String error, int number) {
        ahead = Duration.ofMinutes(3);
        platform.refuse(1, 400, error, number);
        assertThat(failureMessage()).contains("a user must sign in", error);
    }

    @Test
    void claims_challenge_is_sent_to_the_identity_platform_once() throws Exception {
        AccessToken token = account.token();
        account.rejected(token.challenged(Optional.of("{\"access_token\":{\"nbf\":{\"essential\":true}}}")));
        AccessToken next = account.token();
        assertThat(next.value()).isNotEqualTo(token.value());
        assertThat(platform.claims()).last().asString().contains("\"nbf\"");
        int demanded = platform.claims().size();
        account.rejected(next);
        assertThat(account.token().value()).isNotEqualTo(next.value());
        assertThat(platform.claims()).hasSize(demanded);
    }

    @Test
    void claims_challenge_that_requires_interaction_is_an_ended_sign_in() throws Exception {
        AccessToken token = account.token();
        account.rejected(token.challenged(Optional.of("{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}")));
        platform.refuse(1, 400, "interaction_required", 53003);
        assertThat(failureMessage()).contains("a user must sign in", "interaction_required");
    }

    @Test
    void granted_token_is_used_where_the_file_cannot_be_written() throws Exception {
        Path lock = directory.resolve("tokens.json.lock");
        Files.delete(lock);
        Files.createDirectory(directory.resolve("tokens.json.new"));
        Files.createFile(directory.resolve("tokens.json.new").resolve("in-the-way"));
        String kept = Files.readString(cache);
        try (LogLines log = new LogLines()) {
            ahead = Duration.ofMinutes(3);
            String first = account.token().value();
            ahead = Duration.ofMinutes(6);
            int refreshes = platform.refreshes();
            assertThat(account.token().value()).as("its refresh token was used").isNotEqualTo(first);
            assertThat(platform.refreshes()).isEqualTo(refreshes + 1);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("DRC2022 ")
                    .contains(cache.toString());
        }
        assertThat(cache).hasContent(kept);
    }

    @Test
    void sign_in_replaces_unsaved_content() throws Exception {
        Path inTheWay = Files.createDirectory(directory.resolve("tokens.json.new"));
        Files.createFile(inTheWay.resolve("x"));
        ahead = Duration.ofMinutes(3);
        account.token();
        platform.revoke();
        Files.delete(inTheWay.resolve("x"));
        Files.delete(inTheWay);
        new DeviceCodeSignIn(settings(cache), new TextHttpClient(http))
                .withDeviceCode(prompt -> platform.approve(prompt.code(), "alice@contoso.com"));
        ahead = Duration.ofMinutes(6);
        account.token();
    }

    @Test
    void token_file_that_is_open_to_others_is_not_read() throws IOException {
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(failureMessage()).contains("file that keeps the sign-in", "open to others (rw-rw-rw-)", "chmod 600");
    }
}
