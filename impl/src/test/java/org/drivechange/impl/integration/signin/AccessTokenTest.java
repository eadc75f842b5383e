// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.drivechange.AccessTokenException;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.spi.AccessTokenProvider;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the application's access to the tokens of its sessions, and their sources. */
class AccessTokenTest {

    private static final String ME = "/me/drive/root";
    private static final DriveTarget TARGET = DriveTarget.parse(ME);

    private final GraphSimulator simulator = GraphSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private Map<String, String> configuration(String... more) {
        Map<String, String> values = new ConcurrentHashMap<>(TestApplication.configuration(
                simulator.graphUrl(), Map.of("drivechange.account.contoso.token", "token-of-contoso")));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return values;
    }

    private String lastToken() {
        return simulator.requests().get(simulator.requests().size() - 1).token();
    }

    /** Provider for one account, which records rejections. */
    @ApplicationScoped
    static class Provider implements AccessTokenProvider {

        static final List<String> REJECTED = new CopyOnWriteArrayList<>();

        @Override
        public String accessToken(String account) {
            return account.equals("provided") ? "token-of-provided" : null;
        }

        @Override
        public void rejected(String account, String token) {
            REJECTED.add(account + " " + token);
        }
    }

    @Test
    void access_token_is_the_one_that_sessions_use() throws Exception {
        try (TestApplication application = TestApplication.start(configuration(), EventRecorder.class)) {
            application.changes().watch(TARGET, "contoso");
            application.events().awaitOpened(ME, 1);
            assertThat(application.changes().accessToken("contoso"))
                    .isEqualTo("token-of-contoso")
                    .isEqualTo(lastToken());
            assertThat(application.changes().accessToken("")).isEqualTo("secret-token-of-the-default-account");
        }
    }

    @Test
    void access_token_of_an_unknown_account_is_an_illegal_argument() {
        try (TestApplication application = TestApplication.start(configuration(), EventRecorder.class)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> application.changes().accessToken("unknown"))
                    .withMessageContainingAll("unknown", "drivechange.account.unknown.token");
            assertThatThrownBy(() -> application.changes().accessToken(null)).isInstanceOf(NullPointerException.class);
        }
    }

    @Test
    void access_token_is_available_without_sessions() throws Exception {
        Map<String, String> disabled = configuration("drivechange.enabled", "false");
        try (TestApplication application = TestApplication.start(disabled, EventRecorder.class)) {
            assertThat(application.changes().accessToken("contoso")).isEqualTo("token-of-contoso");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> application.changes().accessToken("unknown"));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("drivechange-connect"));
    }

    @ApplicationScoped
    static class StartupTokenRequest {

        @Inject
        DriveChanges changes;

        String token;

        void start(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object event)
                throws AccessTokenException {
            token = changes.accessToken("provided");
        }

        String token() {
            return token;
        }
    }

    /** Requests a token after the application has stopped and before the container has. */
    @ApplicationScoped
    static class LateTokenRequest {

        static volatile Class<?> seen;

        @Inject
        DriveChanges changes;

        void stop(@Observes @Priority(5000) @BeforeDestroyed(ApplicationScoped.class) Object event) {
            try {
                changes.accessToken("provided");
            } catch (AccessTokenException | RuntimeException e) {
                seen = e.getClass();
            }
        }
    }

    @Test
    void access_token_is_available_before_the_start_and_not_after_the_stop() {
        try (TestApplication application = TestApplication.start(
                configuration(),
                EventRecorder.class,
                StartupTokenRequest.class,
                Provider.class,
                LateTokenRequest.class)) {
            assertThat(application.bean(StartupTokenRequest.class).token()).isEqualTo("token-of-provided");
            application.changes().watch(TARGET, "provided");
            application.events().awaitOpened(ME, 1);
        }
        assertThat(LateTokenRequest.seen).isEqualTo(IllegalStateException.class);
    }

    @Test
    void null_of_the_provider_passes_an_account_on_to_the_configuration() throws Exception {
        Provider.REJECTED.clear();
        try (TestApplication application =
                TestApplication.start(configuration(), EventRecorder.class, Provider.class)) {
            assertThat(application.changes().accessToken("provided")).isEqualTo("token-of-provided");
            assertThat(application.changes().accessToken("contoso")).isEqualTo("token-of-contoso");
            simulator.script(ME, ScriptedResponse.error(401, "InvalidAuthenticationToken", "no"));
            DriveWatch watch = application.changes().watch(TARGET, "contoso");
            application.events().awaitOpened(ME, 1);
            assertThat(lastToken()).isEqualTo("token-of-contoso");
            assertThat(Provider.REJECTED).as("only its own tokens").isEmpty();
            watch.close();
            simulator.script(ME, ScriptedResponse.error(401, "InvalidAuthenticationToken", "no"));
            application.changes().watch(TARGET, "provided");
            application.events().awaitOpened(ME, 2);
            assertThat(Provider.REJECTED).containsExactly("provided token-of-provided");
        }
    }

    @Test
    void error_for_an_unknown_account_names_provider_and_configuration() {
        try (LogLines log = new LogLines();
                TestApplication application =
                        TestApplication.start(configuration(), EventRecorder.class, Provider.class)) {
            assertThatExceptionOfType(AccessTokenException.class)
                    .isThrownBy(() -> application.changes().accessToken("other"))
                    .withMessageStartingWith("DRC2001 the account other: ")
                    .withMessageContainingAll(
                            "AccessTokenProvider returned null",
                            "drivechange.account.other.token",
                            "drivechange.account.other.oauth.client-id");
            application.changes().watch(TARGET, "other");
            await().until(() -> log.lines().stream()
                    .anyMatch(line -> line.startsWith("DRC2001 ")
                            && line.contains("drivechange.account.other.token")
                            && line.contains("DriveChange retries in")));
        }
    }

    /** Blocks until its thread is interrupted. */
    @ApplicationScoped
    static class Hanging implements AccessTokenProvider {

        @Override
        public String accessToken(String account) throws InterruptedException {
            if (account.equals("good")) {
                return "token-of-good";
            }
            new CountDownLatch(1).await();
            return null;
        }
    }

    @Test
    void access_token_timeout_is_an_exception() throws Exception {
        try (TestApplication application = TestApplication.start(
                configuration("drivechange.connect-timeout", "PT0.2S"), EventRecorder.class, Hanging.class)) {
            long before = System.nanoTime();
            assertThatExceptionOfType(AccessTokenException.class)
                    .isThrownBy(() -> application.changes().accessToken("bad"))
                    .withMessage("DRC2002 the account bad: the access token was not obtained in time (PT0.2S)");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(application.changes().accessToken("good")).isEqualTo("token-of-good");
        }
    }

    @Test
    void error_names_the_quoted_token_of_the_configuration() {
        try (TestApplication application = TestApplication.start(
                configuration("drivechange.account.contoso.token", "\"token-of-contoso\""), EventRecorder.class)) {
            assertThatExceptionOfType(AccessTokenException.class)
                    .isThrownBy(() -> application.changes().accessToken("contoso"))
                    .withMessageStartingWith("DRC2001 the account contoso: ")
                    .withMessageContainingAll("drivechange.account.contoso.token", "in quotes")
                    .withMessageNotContaining("token-of-contoso");
        }
    }
}
