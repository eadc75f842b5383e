// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.BadRequestException;
import org.drivechange.simulator.internal.network.Json;

/** Parses a {@link ScriptedResponse} from a control call. */
final class ResponseParser {

    private static final List<String> FIELDS = List.of("body", "delay", "hang", "headers", "status");

    private static final String HEADERS = "{\"Retry-After\":\"5\"}";

    private ResponseParser() {}

    static ScriptedResponse parse(JsonNode json) {
        if (!json.isObject()) {
            throw new BadRequestException("Expected a response as a JSON object such as {\"status\":503,\"headers\":"
                    + HEADERS + ",\"body\":{},\"delay\":\"PT1S\"} or {\"hang\":true} but found " + json + ".");
        }
        Set<String> unknown = Json.names(json);
        FIELDS.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new BadRequestException(
                    "Expected a response with some of the fields " + FIELDS + " but found " + unknown + ".");
        }
        ControlRequestBody in = new ControlRequestBody(json);
        return in.flag("hang", false) ? ScriptedResponse.hang() : responseOf(in);
    }

    private static ScriptedResponse responseOf(ControlRequestBody in) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        headers.putAll(in.texts("headers", HEADERS));
        Duration delay = in.has("delay") ? in.duration("delay") : Duration.ZERO;
        String body = in.has("body") ? in.textOrJson("body") : "";
        return new ScriptedResponse(in.number("status", 200, 200), headers, body, delay);
    }
}
