// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tokens;

import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.drivechange.tck.tls.TlsSimulator;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Tests an account that has signed in once, with short-lived tokens. */
@TckTest
@RunAsClient
@Tag("tls")
@Tag("sign-in")
class SignInTest {

    private static final String TARGET = "/drives/signed-in/root";
    private static final String REPORT = "observed a change of " + TARGET;

    @TempDir
    static Path directory;

    private final SimulatorClient simulator = TlsSimulator.IDENTITY_PLATFORM.ofTestProcess();
    private final SimulatorClient defaultSimulator = SimulatorClient.ofTestProcess();

    @Deployment(testable = false)
    static WebArchive application() throws IOException {
        SimulatorClient simulator = TlsSimulator.IDENTITY_PLATFORM.ofTestProcess();
        Path cache = directory.resolve("tokens.json");
        new DeviceCodeSignIn("an-application", simulator).saveCacheTo(cache);
        return Application.named("tck-signed-in")
                .with(Member.class)
                .without("drivechange.token")
                .configured("drivechange.graph.url", simulator.graphUrl())
                .configured("drivechange.account.member.oauth.client-id", "an-application")
                .configured("drivechange.account.member.oauth.authority", simulator.authority())
                .configured("drivechange.account.member.oauth.cache", cache.toString())
                .war()
                .addAsLibraries(DeviceCodeSignIn.jars());
    }

    @ApplicationScoped
    static class Member {

        @Inject
        SimulatorClient defaultSimulator;

        @DriveChange(target = TARGET, account = "member")
        void changed(DriveNotification n) {
            if (n.cause() == Cause.CHANGE) {
                defaultSimulator.note(REPORT);
            }
        }
    }

    private void assertChangeIsObserved() {
        long before = reports();
        eventually().until(() -> simulator.emit(TARGET) == 1);
        eventually().until(() -> reports() == before + 1);
    }

    private long reports() {
        return defaultSimulator.notes().stream().filter(REPORT::equals).count();
    }

    @Assertion(id = {"tokens-09", "tokens-10"})
    void session_of_a_signed_in_account_survives_token_refreshes() {
        assertChangeIsObserved();
        Set<String> first = Set.copyOf(simulator.tokens(TARGET));
        eventually().pollInterval(Duration.ofMillis(300)).until(() -> {
            simulator.drop(TARGET, "DISCONNECT");
            return !first.containsAll(simulator.tokens(TARGET));
        });
        assertChangeIsObserved();
    }
}
