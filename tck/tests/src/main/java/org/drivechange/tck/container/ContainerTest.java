// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.RequiresServer;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests observers in the application's container context. */
@TckTest
@RequiresServer
class ContainerTest {

    private static final String TARGET = "/drives/container/root";

    @Deployment
    static WebArchive application() {
        return Application.of(ContainerTest.class).war().setWebXML(new StringAsset("""
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <env-entry>
                    <env-entry-name>greeting</env-entry-name>
                    <env-entry-type>java.lang.String</env-entry-type>
                    <env-entry-value>of this application</env-entry-value>
                  </env-entry>
                </web-app>
                """));
    }

    @ApplicationScoped
    static class Beans {

        @Inject
        ObserverCallLog calls;

        @SuppressWarnings("BanJNDI") // subject of the test
        @DriveChange(target = TARGET)
        void sync(DriveNotification n) throws NamingException {
            calls.add("java-comp", InitialContext.doLookup("java:comp/env/greeting"));
        }

        @SuppressWarnings("BanJNDI") // subject of the test
        void async(@ObservesAsync @DriveChange(target = TARGET) DriveNotification n) throws NamingException {
            calls.add("async", InitialContext.doLookup("java:comp/env/greeting"));
        }
    }

    @Inject
    EventCollector events;

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @Assertion(id = "container-01")
    void observer_looks_up_the_java_comp_of_its_application() {
        events.awaitOpened(TARGET);

        simulator.emit(TARGET);

        assertThat(calls.await("java-comp", 1)).containsExactly("of this application");
        assertThat(calls.await("async", 1)).containsExactly("of this application");
    }
}
