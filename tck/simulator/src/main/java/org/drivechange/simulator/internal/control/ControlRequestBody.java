// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.graph.TargetPath;
import org.drivechange.simulator.internal.network.BadRequestException;

/** Typed access to the fields of a control call's body. */
public record ControlRequestBody(JsonNode json) {

    /** Longer than any test, and short enough not to overflow. */
    private static final Duration MAX_DURATION = Duration.ofDays(36_500);

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    String target() {
        return TargetPath.checked(has("target") ? text("target") : null);
    }

    String text(String field) {
        return required(field, json.path(field).isTextual(), "a string").textValue();
    }

    /** Returns a string unchanged, or any other JSON value as text. */
    String textOrJson(String field) {
        JsonNode value = required(field, has(field), "a string or JSON");
        return value.isTextual() ? value.textValue() : value.toString();
    }

    int number(String field, int defaultValue, int min) {
        return number(field, defaultValue, min, Integer.MAX_VALUE);
    }

    int number(String field, int defaultValue, int min, int max) {
        if (!has(field)) {
            return defaultValue;
        }
        JsonNode value = json.path(field);
        boolean valid = value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= min
                && value.intValue() <= max;
        String upTo = max == Integer.MAX_VALUE ? "" : " and at most " + max;
        return required(field, valid, "an integer of at least " + min + upTo).intValue();
    }

    boolean flag(String field, boolean defaultValue) {
        return has(field)
                ? required(field, json.path(field).isBoolean(), "true or false").booleanValue()
                : defaultValue;
    }

    /** Returns a duration, null when absent. */
    Duration duration(String field) {
        if (!has(field)) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text(field));
            boolean valid = !duration.isNegative() && duration.compareTo(MAX_DURATION) <= 0;
            required(field, valid, "zero or longer, and at most " + MAX_DURATION);
            return duration;
        } catch (DateTimeException ignored) {
            throw invalid(field, "an ISO-8601 duration such as PT5S");
        }
    }

    byte[] base64(String field) {
        try {
            return Base64.getDecoder().decode(text(field));
        } catch (IllegalArgumentException ignored) {
            throw invalid(field, "base64");
        }
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) {
        String name = has(field) ? text(field) : "";
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(field, "one of " + Arrays.toString(type.getEnumConstants())));
    }

    List<ScriptedResponse> responses() {
        JsonNode list = required("replies", json.path("replies").isArray(), "an array of responses");
        return StreamSupport.stream(list.spliterator(), false)
                .map(ResponseParser::parse)
                .toList();
    }

    /** Returns the response in this field, null when absent. */
    ScriptedResponse response(String field) {
        return has(field) ? ResponseParser.parse(json.path(field)) : null;
    }

    /** Returns an object's strings by name; empty when absent. */
    Map<String, String> texts(String field, String example) {
        if (!has(field)) {
            return Map.of();
        }
        JsonNode object = json.path(field);
        boolean valid = object.isObject()
                && StreamSupport.stream(object.spliterator(), false).allMatch(JsonNode::isTextual);
        Map<String, String> texts = new HashMap<>();
        required(field, valid, "an object of strings such as " + example)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
        return texts;
    }

    private JsonNode required(String field, boolean valid, String expected) {
        if (!valid) {
            throw invalid(field, expected);
        }
        return json.path(field);
    }

    private BadRequestException invalid(String field, String expected) {
        String found = has(field) ? json.path(field).toString() : "nothing";
        return new BadRequestException("\"" + field + "\" must be " + expected + "; found " + found + ".");
    }
}
