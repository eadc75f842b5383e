// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.RequiresServer;
import org.drivechange.tck.TckTest;
import org.h2.Driver;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Tests that entities behave the same with and without the implementation, on a server with Jakarta Persistence. */
@TckTest
@RequiresServer
@RunAsClient
@Tag("persistence")
class PersistenceTest {

    private static final String PERSISTENCE_XML = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                <persistence-unit name="tck">
                    <jta-data-source>java:app/tck/database</jta-data-source>
                    <class>org.drivechange.tck.persistence.Customer</class>
                    <exclude-unlisted-classes>true</exclude-unlisted-classes>
                </persistence-unit>
            </persistence>
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * URL of the deployment; on some servers its path is that of the web service, on others that of the application.
     */
    @ArquillianResource
    @OperateOnDeployment("with")
    URL server;

    @Deployment(name = "with", testable = false)
    static WebArchive withTheImplementation() {
        return withPersistence(application("with").with(Beans.class).war());
    }

    @Deployment(name = "without", testable = false)
    static WebArchive withoutTheImplementation() {
        return withPersistence(application("without").warWithoutImplementation());
    }

    private static Application application(String name) {
        return Application.named("tck-persistence-" + name)
                .with(CustomerResource.class, CustomerResource.RestApplication.class, Customer.class);
    }

    private static WebArchive withPersistence(WebArchive war) {
        return war.addAsResource(new StringAsset(PERSISTENCE_XML), "META-INF/persistence.xml")
                .addAsLibraries(Application.jar(Driver.class));
    }

    @ApplicationScoped
    static class Beans {

        @DriveChange(target = "/drives/persistence/root")
        void changed(DriveNotification n) {}
    }

    @Assertion(id = "persistence-01")
    void jakarta_persistence_stores_and_reads_the_same_with_and_without_the_implementation() throws Exception {
        List<String> without = responses("without");
        List<String> with = responses("with");

        assertThat(without)
                .startsWith(
                        "204 ",
                        "200 ",
                        "200 1, Ada, 1815-12-10, version " + first(without),
                        "200 1, Ada, 1815-12-10, version " + first(without),
                        "204 ",
                        "200 1, Ada King, 1815-12-10, version " + (first(without) + 1),
                        "500",
                        "200 1, Ada King, 1815-12-10, version " + (first(without) + 1));
        assertThat(with).isEqualTo(without);
    }

    /** Returns the initial version, which is 0 with some providers and 1 with others. */
    private static int first(List<String> responses) {
        String stored = responses.get(2);
        return stored.charAt(stored.length() - 1) - '0';
    }

    private List<String> responses(String name) throws Exception {
        return List.of(
                exchange(request(name, "").DELETE()),
                exchange(request(name, "").GET()),
                exchange(request(name, "").POST(BodyPublishers.noBody())),
                exchange(request(name, "").GET()),
                exchange(request(name, "").PUT(BodyPublishers.ofString("Ada King"))),
                exchange(request(name, "").GET()),
                // error pages are server-specific
                exchange(request(name, "").PUT(BodyPublishers.noBody())).substring(0, 3),
                exchange(request(name, "").GET()),
                exchange(request(name, "/provider").GET()));
    }

    private HttpRequest.Builder request(String name, String path) throws URISyntaxException {
        return HttpRequest.newBuilder(server.toURI().resolve("/tck-persistence-" + name + "/customers" + path))
                .header("Content-Type", "text/plain");
    }

    private String exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
