// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.impl.integration.fixture.FilteringClassLoader;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests applications without msal4j, and one that does not use it. */
class MissingMsalTest {

    private static final String ME = "/me/drive/root";
    private static final String MSAL = "com.microsoft.aad.msal4j.";

    @TempDir
    private Path directory;

    @ApplicationScoped
    static class Inbox {

        @DriveChange(target = ME)
        void changed(DriveNotification notification) {}
    }

    private Map<String, String> signIn(String cache) {
        return Map.of(
                "drivechange.oauth.client-id",
                "app",
                "drivechange.oauth.cache",
                directory.resolve(cache).toString());
    }

    @Test
    void application_with_a_token_does_not_load_msal4j() throws Exception {
        try (FilteringClassLoader hidden = new FilteringClassLoader(MSAL);
                GraphSimulator simulator = GraphSimulator.start();
                TestApplication application = TestApplication.start(simulator, Inbox.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            assertThat(hidden.loaded())
                    .contains("org.drivechange.impl.oauth.OAuthAccessTokens")
                    .doesNotContain(
                            "org.drivechange.impl.oauth.MsalClient", "org.drivechange.impl.oauth.FileTokenCacheAspect");
        }
    }

    @Test
    void account_that_signs_in_needs_msal4j() throws Exception {
        try (FilteringClassLoader hidden = new FilteringClassLoader(MSAL);
                GraphSimulator simulator = GraphSimulator.start()) {
            Map<String, String> values = TestApplication.configuration(simulator.graphUrl(), signIn("tokens.json"));
            assertThatThrownBy(() -> TestApplication.start(values, Inbox.class))
                    .rootCause()
                    .hasMessageContainingAll(
                            "DRC1013", "signs in as app", "msal4j is missing", "add com.microsoft.azure:msal4j");
            assertThat(hidden.loaded()).isNotEmpty();
        }
    }

    @ApplicationScoped
    static class Two {

        @DriveChange(target = ME, account = "one")
        void one(DriveNotification notification) {}

        @DriveChange(target = ME, account = "other")
        void other(DriveNotification notification) {}
    }

    @Test
    void two_accounts_that_share_a_file_fail_the_deployment() {
        String cache = directory.resolve("tokens.json").toString();
        Map<String, String> values = Map.of(
                "drivechange.account.one.oauth.client-id",
                "app",
                "drivechange.account.one.oauth.cache",
                cache,
                "drivechange.account.other.oauth.client-id",
                "app",
                "drivechange.account.other.oauth.cache",
                cache);
        assertThatThrownBy(() -> TestApplication.start(values, Two.class))
                .rootCause()
                .hasMessageContainingAll(
                        "DRC1002",
                        "drivechange.account.one.oauth.cache",
                        "drivechange.account.other.oauth.cache",
                        cache,
                        "a file for each");
    }
}
