// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.TckTest;
import org.drivechange.tck.broken.DeploymentFailure;
import org.drivechange.tck.implementation.AddedJars;
import org.drivechange.tck.implementation.DriveChangeJars;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Tests the messages of a deployment without MicroProfile Config, which Tomcat does not provide. */
@TckTest
@RunAsClient
class WithoutConfigTest {

    @ArquillianResource
    Deployer deployer;

    @ApplicationScoped
    static class Observing {
        @DriveChange(target = "/drives/no-config/root")
        void changed(DriveNotification n) {}
    }

    private static WebArchive warWithout(String jars, String name) {
        WebArchive war = Application.named(name).with(Observing.class).warWithoutImplementation();
        new AddedJars().extend(war);
        new DriveChangeJars().extend(war);
        Set<ArchivePath> missing =
                war.getContent(Filters.include("/WEB-INF/lib/" + jars)).keySet();
        assertThat(missing).isNotEmpty();
        missing.forEach(war::delete);
        return war;
    }

    @Deployment(name = "no-implementation", managed = false, testable = false)
    static WebArchive noImplementation() {
        return warWithout("smallrye-.*", "tck-no-config-implementation");
    }

    @Test
    void deployment_names_the_missing_config_implementation() {
        assertNamesMissingDependency("no-implementation");
    }

    @Deployment(name = "not-even-the-api", managed = false, testable = false)
    static WebArchive noConfigApi() {
        return warWithout("(smallrye|microprofile)-.*", "tck-no-config-at-all");
    }

    @Test
    void deployment_names_the_missing_config_api_and_implementation() {
        assertNamesMissingDependency("not-even-the-api");
    }

    private void assertNamesMissingDependency(String deployment) {
        assertThat(DeploymentFailure.messagesOf(deployer, deployment))
                .contains("DRC1001", "io.smallrye.config:smallrye-config");
    }
}
