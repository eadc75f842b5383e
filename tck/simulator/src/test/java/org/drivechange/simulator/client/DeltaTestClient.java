// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.simulator.GraphSimulator;

/** Reader of a drive's delta. */
public final class DeltaTestClient {

    private static final int MAX_PAGES = 1000;

    private final String start;

    public DeltaTestClient(GraphSimulator simulator, String target) {
        start = simulator.graphUrl() + target.replaceFirst("/list$", "/root") + "/delta";
    }

    /** Reads all pages of an enumeration. */
    public DeltaRound all() {
        return round(start);
    }

    /** Returns the deltaLink of {@code token=latest}. */
    public String latest() {
        return round(start + "?token=latest").deltaLink();
    }

    public String start() {
        return start;
    }

    /** Reads all pages from a link. */
    public static DeltaRound round(String link) {
        List<JsonNode> pages = new ArrayList<>();
        String next = link;
        while (next != null && pages.size() < MAX_PAGES) {
            JsonNode page = page(next);
            pages.add(page);
            next = page.path("@odata.nextLink").textValue();
        }
        return new DeltaRound(pages);
    }

    public static JsonNode page(String link) {
        HttpResponse<String> response = get(link);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SimulatorHttpClient.json(response);
    }

    public static HttpResponse<String> get(String link) {
        return SimulatorHttpClient.send(HttpRequest.newBuilder(URI.create(link))
                .header("Authorization", "Bearer anything")
                .build());
    }
}
