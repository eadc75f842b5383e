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
import org.drivechange.simulator.Drop;
import org.drivechange.simulator.GraphReply;
import org.drivechange.simulator.internal.graph.TargetPath;
import org.drivechange.simulator.internal.network.BadRequestException;

/** Typed access to the fields of a control call's body. */
public record ControlRequestBody(JsonNode json) {

    /** Much longer than a test, yet short enough not to overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

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

    int number(String field, int otherwise, int least) {
        return number(field, otherwise, least, Integer.MAX_VALUE);
    }

    int number(String field, int otherwise, int least, int most) {
        if (!has(field)) {
            return otherwise;
        }
        JsonNode value = json.path(field);
        boolean good = value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most;
        String upTo = most == Integer.MAX_VALUE ? "" : " and at most " + most;
        return required(field, good, "an integer of at least " + least + upTo).intValue();
    }

    boolean flag(String field, boolean otherwise) {
        return has(field)
                ? required(field, json.path(field).isBoolean(), "true or false").booleanValue()
                : otherwise;
    }

    /** Returns a duration, null when absent. */
    Duration duration(String field) {
        if (!has(field)) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text(field));
            boolean good = !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
            required(field, good, "zero or longer, and at most " + LONGEST);
            return duration;
        } catch (DateTimeException ignored) {
            throw bad(field, "an ISO-8601 duration such as PT5S");
        }
    }

    byte[] base64(String field) {
        try {
            return Base64.getDecoder().decode(text(field));
        } catch (IllegalArgumentException ignored) {
            throw bad(field, "base64");
        }
    }

    Drop how() {
        String name = has("how") ? text("how") : "";
        return Arrays.stream(Drop.values())
                .filter(how -> how.name().equals(name))
                .findFirst()
                .orElseThrow(() -> bad("how", "one of " + Arrays.toString(Drop.values())));
    }

    List<GraphReply> replies() {
        JsonNode list = required("replies", json.path("replies").isArray(), "an array of replies");
        return StreamSupport.stream(list.spliterator(), false)
                .map(ResponseParser::reply)
                .toList();
    }

    /** Returns the reply in this field, null when absent. */
    GraphReply reply(String field) {
        return has(field) ? ResponseParser.reply(json.path(field)) : null;
    }

    /** Returns an object's strings by name; empty when absent. */
    Map<String, String> texts(String field, String example) {
        if (!has(field)) {
            return Map.of();
        }
        JsonNode object = json.path(field);
        boolean good = object.isObject()
                && StreamSupport.stream(object.spliterator(), false).allMatch(JsonNode::isTextual);
        Map<String, String> texts = new HashMap<>();
        required(field, good, "an object of strings such as " + example)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
        return texts;
    }

    private JsonNode required(String field, boolean good, String what) {
        if (!good) {
            throw bad(field, what);
        }
        return json.path(field);
    }

    private BadRequestException bad(String field, String what) {
        String found = has(field) ? json.path(field).toString() : "nothing";
        return new BadRequestException("\"" + field + "\" must be " + what + "; found " + found + ".");
    }
}
