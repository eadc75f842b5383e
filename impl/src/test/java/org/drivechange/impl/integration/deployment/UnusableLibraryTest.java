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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests applications whose libraries lack classes required by DriveChange, because they are too old or incomplete. */
class UnusableLibraryTest {

    @TempDir
    private Path directory;

    @ApplicationScoped
    static class Inbox {

        @DriveChange(target = "/me/drive/root")
        void changed(DriveNotification notification) {}
    }

    private Map<String, String> signIn() {
        return Map.of(
                "drivechange.oauth.client-id",
                "app",
                "drivechange.oauth.cache",
                directory.resolve("tokens.json").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.microsoft.aad.msal4j.SilentParameters", "com.microsoft.aad.msal4j.ITokenCache"})
    void deployment_fails_where_msal4j_lacks_a_class(String missing) throws Exception {
        try (FilteringClassLoader hidden = new FilteringClassLoader(missing);
                GraphSimulator simulator = GraphSimulator.start()) {
            assertThatThrownBy(() -> TestApplication.start(
                            TestApplication.configuration(simulator.graphUrl(), signIn()), Inbox.class))
                    .rootCause()
                    .hasMessageContainingAll("DRC1030", missing.replace('.', '/'), "com.microsoft.azure:msal4j");
            assertThat(hidden.loaded()).isNotEmpty();
        }
    }
}
