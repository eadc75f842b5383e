// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Client of the server's MicroProfile Health endpoint. */
final class HealthEndpoint {

    /** System property of the test process with the endpoint's URL, such as {@code http://localhost:9990/health}. */
    static final String ADDRESS = "tck.health";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    private HealthEndpoint(String address) {
        this.address = address;
    }

    static HealthEndpoint ofServer() {
        String address = System.getProperty(ADDRESS);
        assertThat(address)
                .as("the system property " + ADDRESS
                        + " names the server's health endpoint; without one exclude the tag health")
                .isNotBlank();
        return new HealthEndpoint(address);
    }

    /** Result of one check. */
    record Check(JsonObject json) {

        String status() {
            return json.getString("status");
        }

        /** Returns the value of this key, empty when absent. */
        String data(String key) {
            return json.getObject("data", new JsonObject()).getString(key, "");
        }
    }

    /**
     * Returns the DriveChange check that has this key, because each of a server's applications has its own check; an
     * empty one if the page has none.
     */
    Check readiness(String key) {
        return json(get("/ready")).getArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("drivechange"))
                .map(Check::new)
                .filter(check -> !check.data(key).isEmpty())
                .findFirst()
                .orElse(new Check(new JsonObject()));
    }

    /** Whether the server reports that it is live. */
    boolean isLive() {
        return get("/live").statusCode() == 200;
    }

    private HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("Request of " + path + " failed; health endpoint: " + address, e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonObject json(HttpResponse<String> response) {
        try {
            return JsonParser.object().from(response.body());
        } catch (JsonParserException e) {
            throw new IllegalStateException(response + ": " + response.body(), e);
        }
    }
}
