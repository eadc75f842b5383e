// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
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

/** Tests an application that is deployed repeatedly. */
@TckTest
@RequiresServer
@RunAsClient
class ClassLoaderTest {

    private static final String TARGET = "/drives/redeployed/root";
    private static final int DEPLOYMENTS = 6;
    private static final List<String> LOSSES = List.of("RESET", "CLOSE_FRAME", "DISCONNECT", "RESET");

    private final SimulatorClient simulator = SimulatorClient.ofTestProcess();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "redeployed", managed = false, testable = false)
    static WebArchive redeployed() {
        return Application.named("tck-redeployed")
                .with(ClassLoaderTracker.class)
                .war();
    }

    /** Stores a phantom reference to each deployment's class loader, accessible to all deployments. */
    @ApplicationScoped
    static class ClassLoaderTracker {

        private static final String KEY = "drivechange.tck.class-loaders of ";

        @Inject
        SimulatorClient simulator;

        @DriveChange(target = TARGET)
        void changed(DriveNotification n) {
            switch (n.resource()) {
                case "remember" -> {
                    loaders()
                            .add(new PhantomReference<>(
                                    ClassLoaderTracker.class.getClassLoader(), new ReferenceQueue<>()));
                    simulator.note("remembered " + loaders().size());
                }
                case "count" -> {
                    // the JVM does not guarantee a collection
                    System.gc();
                    simulator.note("alive "
                            + loaders().stream()
                                    .filter(reference -> !reference.refersTo(null))
                                    .count());
                }
                default -> simulator.note("not understood");
            }
        }

        /** Contains classes of the JDK only; others would retain the class loader under test. */
        @SuppressWarnings("unchecked")
        private List<Reference<ClassLoader>> loaders() {
            return (List<Reference<ClassLoader>>) System.getProperties()
                    .computeIfAbsent(KEY + simulator.address(), place -> new CopyOnWriteArrayList<>());
        }
    }

    private void send(String what) {
        eventually().until(() -> simulator.emit(TARGET, "{\"value\":[{\"resource\":\"" + what + "\"}]}") == 1);
    }

    private void loseAndReconnect(String loss) {
        simulator.drop(TARGET, loss);
        eventually().until(() -> simulator.sessions(TARGET) == 1);
    }

    private boolean isAtMostTwoAlive() {
        int before = simulator.notes().size();
        send("count");
        eventually().until(() -> simulator.notes().size() > before);
        List<String> notes = simulator.notes();
        return List.of("alive 1", "alive 2").contains(notes.get(notes.size() - 1));
    }

    @Assertion(id = {"lifecycle-01", "lifecycle-02"})
    void undeployment_closes_the_session_and_frees_the_class_loader() {
        for (int i = 1; i < DEPLOYMENTS; i++) {
            deployer.deploy("redeployed");
            send("remember");
            String remembered = "remembered " + i;
            eventually().until(() -> simulator.notes().contains(remembered));
            LOSSES.forEach(this::loseAndReconnect);
            deployer.undeploy("redeployed");
            eventually().until(() -> simulator.sessions(TARGET) == 0);
        }
        deployer.deploy("redeployed");
        try {
            send("remember");
            // servers retain the last one for a while
            eventually().until(this::isAtMostTwoAlive);
        } finally {
            deployer.undeploy("redeployed");
        }
        assertThat(simulator.notes()).contains("remembered " + DEPLOYMENTS);
    }
}
