// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.spi.AccessTokenProvider;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests accounts that sign in; Graph accepts the platform's tokens only. */
class SignInTest {

    private static final String ME = "/me/drive/root";

    @TempDir
    private static Path directory;

    private static SignInFixture people;

    private final GraphSimulator simulator =
            GraphSimulator.builder().signIn(people.platform()).start();

    @BeforeAll
    static void open() throws Exception {
        people = SignInFixture.in(directory);
    }

    @AfterAll
    static void close() {
        people.close();
    }

    private TestApplication application(String... accounts) {
        return TestApplication.start(
                people.configuration(simulator.graphUrl(), Map.of(), accounts), EventRecorder.class);
    }

    @Test
    void signed_in_account_is_observed_across_token_refreshes() throws Exception {
        people.platform().tokenLifetime(Duration.ofSeconds(2));
        people.signIn("", "alice@contoso.com");
        int before = people.platform().refreshes();
        try (simulator;
                var log = new LogLines();
                var application = application("")) {
            application.changes().watch(DriveTarget.parse(ME));
            application.events().awaitOpened(ME, 1);
            await().pollInterval(Duration.ofMillis(300)).until(() -> {
                simulator.drop(ME, DropMode.DISCONNECT);
                return people.platform().refreshes() >= before + 3;
            });
            application.events().awaitOpened(ME, 2);
            assertThat(problems(log)).noneMatch(line -> line.contains("DRC2"));
            assertNoSecrets(log);
        } finally {
            people.platform().tokenLifetime(Duration.ofHours(1));
        }
    }

    @Test
    void revoked_sign_in_is_reported_once_and_the_target_resumes_after_a_new_sign_in() throws Exception {
        people.signIn("revoked", "bob@contoso.com");
        try (simulator;
                var log = new LogLines();
                var application = application("revoked")) {
            application.changes().watch(DriveTarget.parse(ME), "revoked");
            application.events().awaitOpened(ME, 1);
            people.platform().revoke();
            simulator.script(ME, ScriptedResponse.error(401, "InvalidAuthenticationToken", "revoked"));
            simulator.drop(ME, DropMode.DISCONNECT);
            await().until(() -> problems(log).stream().anyMatch(line -> line.contains("DRC2010")));
            int requests = people.platform().requests().size();
            await().during(Duration.ofSeconds(1))
                    .until(() -> people.platform().requests().size() == requests);
            people.signIn("revoked", "bob@contoso.com");
            application.events().awaitOpened(ME, 2);
            assertThat(problems(log))
                    .filteredOn(line -> line.contains("DRC2010"))
                    .singleElement()
                    .asString()
                    .contains(
                            "DRC2010 the account revoked: a user must sign in: ",
                            "has ended (invalid_grant",
                            "AADSTS",
                            "sign in")
                    .contains(people.cache("revoked").toString());
            assertNoSecrets(log);
        }
    }

    @Test
    void application_started_before_the_sign_in_waits_for_it() throws Exception {
        try (simulator;
                var log = new LogLines();
                var application = application("late")) {
            application.changes().watch(DriveTarget.parse(ME), "late");
            await().until(() -> problems(log).stream().anyMatch(line -> line.contains("found no sign-in in")));
            people.signIn("late", "carol@contoso.com");
            application.events().awaitOpened(ME, 1);
        }
    }

    @Test
    void token_refused_by_graph_is_refreshed_early() throws Exception {
        people.signIn("refused", "dora@contoso.com");
        int before = people.platform().refreshes();
        simulator.script(ME, ScriptedResponse.error(401, "InvalidAuthenticationToken", "refused"));
        try (simulator;
                var application = application("refused")) {
            application.changes().watch(DriveTarget.parse(ME), "refused");
            application.events().awaitOpened(ME, 1);
            assertThat(people.platform().refreshes()).isEqualTo(before + 1);
        }
    }

    @Test
    void targets_of_one_account_share_a_token() throws Exception {
        people.platform().tokenLifetime(Duration.ofMinutes(1));
        people.signIn("many", "erin@contoso.com");
        people.platform().tokenLifetime(Duration.ofHours(1));
        int before = people.platform().refreshes();
        try (simulator;
                var application = application("many")) {
            for (int i = 0; i < 20; i++) {
                application.changes().watch(DriveTarget.parse("/drives/d" + i + "/root"), "many");
            }
            for (int i = 0; i < 20; i++) {
                application.events().awaitOpened("/drives/d" + i + "/root", 1);
            }
            assertThat(people.platform().refreshes()).isEqualTo(before + 1);
        }
    }

    @Test
    void failing_or_throttling_platform_is_retried() throws Exception {
        people.platform().tokenLifetime(Duration.ofSeconds(2));
        people.signIn("slow", "fred@contoso.com");
        people.platform().tokenLifetime(Duration.ofHours(1));
        people.platform().throttle(1, Duration.ofSeconds(1));
        try (simulator;
                var log = new LogLines();
                var application = application("slow")) {
            application.changes().watch(DriveTarget.parse(ME), "slow");
            application.events().awaitOpened(ME, 1);
            assertThat(problems(log)).anyMatch(line -> line.startsWith("DRC2012 " + ME));
        }
    }

    @Test
    void claims_challenge_of_graph_is_sent_to_the_identity_platform() throws Exception {
        people.signIn("claims", "gina@contoso.com");
        simulator.script(ME, challenge());
        try (simulator;
                var application = application("claims")) {
            application.changes().watch(DriveTarget.parse(ME), "claims");
            application.events().awaitOpened(ME, 1);
            assertThat(people.platform().claims()).last().asString().contains("\"nbf\"");
            assertThat(application.changes().accessToken("claims"))
                    .isEqualTo(simulator.requests().get(1).token());
        }
    }

    @Test
    void claims_that_need_interaction_end_the_sign_in() throws Exception {
        people.signIn("person", "hugo@contoso.com");
        simulator.script(ME, challenge());
        people.platform().refuse(1, 400, "interaction_required", 53003);
        try (simulator;
                var log = new LogLines();
                var application = application("person")) {
            application.changes().watch(DriveTarget.parse(ME), "person");
            await().until(() -> problems(log).stream()
                    .anyMatch(line ->
                            line.startsWith("DRC2010 the account person: ") && line.contains("interaction_required")));
            people.signIn("person", "hugo@contoso.com");
            application.events().awaitOpened(ME, 1);
        }
    }

    private static ScriptedResponse challenge() {
        ScriptedResponse unauthorized =
                ScriptedResponse.error(401, "InvalidAuthenticationToken", "Continuous access evaluation");
        String claims = Base64.getEncoder()
                .encodeToString("{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\"}}}"
                        .getBytes(StandardCharsets.UTF_8));
        return new ScriptedResponse(
                401,
                Map.of(
                        "WWW-Authenticate",
                        "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"" + claims + "\""),
                unauthorized.body(),
                Duration.ZERO);
    }

    @ApplicationScoped
    static class OwnTokens implements AccessTokenProvider {
        @Override
        public String accessToken(String account) {
            return "a-token-of-its-own";
        }
    }

    @Test
    void applications_own_provider_takes_precedence() {
        int before = people.platform().requests().size();
        try (simulator;
                var own = GraphSimulator.builder()
                        .acceptTokens("a-token-of-its-own")
                        .start();
                var application = TestApplication.start(
                        people.configuration(own.graphUrl(), Map.of(), "own"), EventRecorder.class, OwnTokens.class)) {
            application.changes().watch(DriveTarget.parse(ME), "own");
            application.events().awaitOpened(ME, 1);
            assertThat(people.platform().requests()).hasSize(before);
        }
    }

    private static List<String> problems(LogLines log) {
        return log.records().stream()
                .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogRecord::getMessage)
                .toList();
    }

    /** Asserts that no log level shows secrets of the token cache. */
    private static void assertNoSecrets(LogLines log) throws Exception {
        Pattern secret = Pattern.compile("\"secret\":\"([^\"]+)\"");
        List<String> lines = log.records().stream().map(LogRecord::getMessage).toList();
        try (var files = Files.list(people.cache("").getParent())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                List<String> secrets = secret.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                assertThat(secrets).isNotEmpty();
                assertThat(lines).noneMatch(line -> secrets.stream().anyMatch(line::contains));
            }
        }
    }
}
