// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import java.util.List;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.RequiresServer;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests two applications on one server. */
@TckTest
@RequiresServer
@RunAsClient
class MultipleApplicationsTest {

    private static final String RED = "/drives/red/root";
    private static final String BOTH = "/drives/of-both/root";
    private static final String BLUE = "/drives/blue/root";

    private final SimulatorClient simulator = SimulatorClient.ofTestProcess();

    @ArquillianResource
    Deployer deployer;

    private static WebArchive application(String name) {
        return Application.named("tck-" + name)
                .with(EventReporter.class)
                .configured(EventReporter.NAME, name)
                .configured("tck.target", "/drives/" + name + "/root")
                .configured("drivechange.token", "token-of-" + name)
                .war();
    }

    @Deployment(name = "red", managed = false, testable = false)
    static WebArchive red() {
        return application("red");
    }

    @Deployment(name = "blue", managed = false, testable = false)
    static WebArchive blue() {
        return application("blue");
    }

    private List<String> notesOf(String name) {
        return simulator.notes().stream()
                .filter(note -> note.startsWith(name + " "))
                .toList();
    }

    private void awaitOpen(String target) {
        eventually().until(() -> simulator.sessions(target) == 1);
    }

    private void awaitClosed(String target) {
        eventually().until(() -> simulator.sessions(target) == 0);
    }

    @Assertion(id = {"lifecycle-01", "lifecycle-03", "lifecycle-04"})
    void applications_are_isolated_and_stay_open_while_another_redeploys() {
        deployer.deploy("red");
        try {
            deployer.deploy("blue");
            awaitOpen(RED);
            awaitOpen(BLUE);
            eventually().until(() -> simulator.sessions(BOTH) == 2);
            simulator.emit(RED);
            simulator.emit(BLUE);
            eventually().until(() -> notesOf("red").contains("red changed " + RED));
            eventually().until(() -> notesOf("blue").contains("blue changed " + BLUE));
            simulator.emit(BOTH);
            for (String name : List.of("red", "blue")) {
                String expected = name + " shares " + BOTH;
                eventually().until(() -> notesOf(name).contains(expected));
                assertThat(notesOf(name)).containsOnlyOnce(expected);
            }
            assertThat(simulator.tokens(BOTH)).containsExactlyInAnyOrder("token-of-red", "token-of-blue");
            assertThat(notesOf("red")).noneMatch(note -> note.contains(BLUE));
            assertThat(notesOf("blue")).noneMatch(note -> note.contains(RED));
            assertThat(simulator.tokens(RED)).containsOnly("token-of-red");
            assertThat(simulator.tokens(BLUE)).containsOnly("token-of-blue");

            int before = simulator.paths(BLUE).size();
            deployer.undeploy("red");
            awaitClosed(RED);
            assertThat(simulator.emit(BLUE)).isEqualTo(1);
            deployer.deploy("red");
            awaitOpen(RED);

            assertThat(simulator.emit(BLUE)).isEqualTo(1);
            eventually()
                    .until(() -> notesOf("blue").stream()
                                    .filter(("blue changed " + BLUE)::equals)
                                    .count()
                            == 3);
            assertThat(simulator.paths(BLUE)).hasSize(before);
        } finally {
            deployer.undeploy("red");
            deployer.undeploy("blue");
        }
        awaitClosed(RED);
        awaitClosed(BLUE);
    }
}
