// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The pages of a delta round. */
public record DeltaRound(List<JsonNode> pages) {

    public List<JsonNode> items() {
        return pages.stream().flatMap(DeltaRound::items).toList();
    }

    /** Returns the names of items, or the id of a deleted item after a minus sign. */
    public List<String> names() {
        return items().stream().map(DeltaRound::name).toList();
    }

    /** Returns the names by page, without the root. */
    public List<List<String>> namesByPage() {
        return pages.stream()
                .map(page -> items(page)
                        .filter(item -> !item.has("root"))
                        .map(DeltaRound::name)
                        .toList())
                .toList();
    }

    public String deltaLink() {
        return pages.get(pages.size() - 1).path("@odata.deltaLink").textValue();
    }

    private static String name(JsonNode item) {
        return item.has("deleted")
                ? "-" + item.path("id").textValue()
                : item.path("name").textValue();
    }

    private static Stream<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(page.path("value").spliterator(), false);
    }
}
