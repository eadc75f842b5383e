// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drivechange.simulator.GraphReply;
import org.drivechange.simulator.internal.network.BadRequestException;
import org.drivechange.simulator.internal.network.Json;

/** Parses a {@link GraphReply} from a control call. */
final class ResponseParser {

    private static final List<String> FIELDS = List.of("body", "delay", "hang", "headers", "status");

    private static final String HEADERS = "{\"Retry-After\":\"5\"}";

    private ResponseParser() {}

    static GraphReply reply(JsonNode json) {
        if (!json.isObject()) {
            throw new BadRequestException("A reply is a JSON object such as {\"status\":503,\"headers\":" + HEADERS
                    + ",\"body\":{},\"delay\":\"PT1S\"} or {\"hang\":true}, not " + json + ".");
        }
        Set<String> unknown = Json.names(json);
        FIELDS.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new BadRequestException("A reply has some of the fields " + FIELDS + ", not " + unknown + ".");
        }
        ControlRequestBody in = new ControlRequestBody(json);
        return in.flag("hang", false) ? GraphReply.hang() : answer(in);
    }

    private static GraphReply answer(ControlRequestBody in) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        headers.putAll(in.texts("headers", HEADERS));
        Duration delay = in.has("delay") ? in.duration("delay") : Duration.ZERO;
        String body = in.has("body") ? in.textOrJson("body") : "";
        return new GraphReply(in.number("status", 200, 200), headers, body, delay);
    }
}
