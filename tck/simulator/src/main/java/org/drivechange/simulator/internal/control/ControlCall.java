// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Function;
import org.drivechange.simulator.internal.network.BadRequestException;
import org.drivechange.simulator.internal.network.Json;

/** One call of the control API. The example contains every supported field; a GET has none. */
public record ControlCall(
        String method, String path, String example, String description, Function<ControlRequestBody, Object> action) {

    public static ControlCall get(String path, String description, Function<ControlRequestBody, Object> action) {
        return new ControlCall("GET", path, "", description, action);
    }

    static ControlCall post(
            String path, String example, String description, Function<ControlRequestBody, Object> action) {
        return new ControlCall("POST", path, example, description, action);
    }

    public Object run(String body) {
        return action.apply(input(body));
    }

    String curl(String url) {
        String line = "curl -s " + (method.equals("GET") ? "" : "-X POST ") + url + path;
        return example.isEmpty() ? line : line + " -d '" + example + "'";
    }

    private ControlRequestBody input(String body) {
        JsonNode json = read(body.isBlank() ? "{}" : body);
        Set<String> unknown = Json.names(json);
        Set<String> known = Json.names(read(example.isEmpty() ? "{}" : example));
        unknown.removeAll(known);
        if (!json.isObject() || !unknown.isEmpty()) {
            throw new BadRequestException(
                    "Expected a JSON object with " + (known.isEmpty() ? "no fields" : "some of the fields " + known)
                            + (unknown.isEmpty() ? "." : " but found " + unknown + "."));
        }
        return new ControlRequestBody(json);
    }

    private static JsonNode read(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new BadRequestException(
                    "Expected a JSON object as the body, which cannot be parsed (" + e.getOriginalMessage() + ").");
        }
    }
}
