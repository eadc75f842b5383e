// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.RequiresServer;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/**
 * Tests that a web service behaves the same with and without the implementation, on a server with JAX-RS and JSON
 * Binding.
 */
@TckTest
@RequiresServer
@RunAsClient
@Tag("rest")
class JsonBindingTest {

    private static final String ADA =
            "{\"birthday\":\"1815-12-10\",\"customer-name\":\"Ada\",\"since\":\"1970-01-01T00:00:00Z\",\"visited\":\"01.03.2026\"}";

    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * URL of the deployment; on some servers its path is that of the web service, on others that of the application.
     */
    @ArquillianResource
    @OperateOnDeployment("with")
    URL server;

    @Deployment(name = "with", testable = false)
    static WebArchive withTheImplementation() {
        return service("with").with(Beans.class).war();
    }

    @Deployment(name = "without", testable = false)
    static WebArchive withoutTheImplementation() {
        return service("without").warWithoutImplementation();
    }

    private static Application service(String name) {
        return Application.named("tck-rest-" + name)
                .with(Rest.RestApplication.class, Rest.CustomerResource.class, Rest.Customer.class);
    }

    @ApplicationScoped
    static class Beans {

        @DriveChange(target = "/drives/rest/root")
        void changed(DriveNotification n) {}
    }

    @Assertion(id = "rest-01")
    void json_binding_writes_the_same_text_with_and_without_the_implementation() throws Exception {
        compare(send(request("without").GET()), send(request("with").GET()));
    }

    @Assertion(id = "rest-01")
    void json_binding_reads_the_same_text_with_and_without_the_implementation() throws Exception {
        String forged = ADA.replace("{", "{\"passwordHash\":\"forged\",");
        compare(send(post("without", forged)), send(post("with", forged)));
    }

    /** Sorts the members, whose order is server-specific. */
    private static void compare(String without, String with) throws JsonParserException {
        assertThat(JsonParser.object().from(without))
                .as("without: " + without)
                .isEqualTo(JsonParser.object().from(ADA));
        assertThat(with).as("with").isEqualTo(without);
    }

    private HttpRequest.Builder post(String name, String json) throws URISyntaxException {
        return request(name).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    private HttpRequest.Builder request(String name) throws URISyntaxException {
        return HttpRequest.newBuilder(server.toURI().resolve("/tck-rest-" + name + "/customer"));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> send = client.send(request.build(), BodyHandlers.ofString());
        assertThat(send.statusCode()).as(send.toString()).isEqualTo(200);
        return send.body();
    }
}
