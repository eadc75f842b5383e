// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.drivechange.simulator.internal.graph.GraphError;
import org.drivechange.simulator.internal.network.DurationSeconds;

/**
 * Scripted response of the Graph endpoint, sent instead of the normal one.
 *
 * @param status the HTTP status, 200 to 599; 0 for no response
 * @param headers the headers in addition to those of every response; {@code Date} cannot be set, and a
 *     {@code Content-Length} above that of the body ends the connection after the body
 * @param body the body, empty for none
 * @param delay the delay of the response
 */
public record ScriptedResponse(int status, Map<String, String> headers, String body, Duration delay) {

    /**
     * Checks the values and copies the headers.
     *
     * @param status as the component
     * @param headers as the component
     * @param body as the component
     * @param delay as the component
     * @throws IllegalArgumentException when the status is neither 0 nor 200 to 599, the delay is negative, or a header
     *     has more than one line
     */
    public ScriptedResponse {
        if (status != 0 && (status < 200 || status > 599)) {
            throw new IllegalArgumentException(
                    "Expected an HTTP status of 200 to 599, or 0 for no response, but found " + status + ".");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("Expected a delay of zero or more but found " + delay + ".");
        }
        headers = Map.copyOf(headers);
        if (headers.toString().chars().anyMatch(character -> character == '\r' || character == '\n')) {
            throw new IllegalArgumentException("Expected headers of one line each but found " + headers + ".");
        }
        Objects.requireNonNull(body, "body");
    }

    /**
     * Creates an error response in Graph's error format.
     *
     * @param status the HTTP status
     * @param code Graph's code, {@code notSupported} for example
     * @param message the human-readable message
     * @return the response, never null
     */
    public static ScriptedResponse error(int status, String code, String message) {
        return json(status, GraphError.body(code, message));
    }

    /**
     * Creates a 429 response as Graph sends it.
     *
     * @param retryAfter the {@code Retry-After} header, in whole seconds rounded up; null for a response without one
     * @return the response, never null
     */
    public static ScriptedResponse throttled(Duration retryAfter) {
        ScriptedResponse response = error(429, "activityLimitReached", "The request has been throttled.");
        return retryAfter == null
                ? response
                : response.with("Retry-After", Long.toString(DurationSeconds.roundedUp(retryAfter)));
    }

    /**
     * Creates an HTML page as sent by proxies and gateways.
     *
     * @param status the HTTP status
     * @return the response, never null
     */
    public static ScriptedResponse html(int status) {
        String page = "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>";
        return new ScriptedResponse(status, Map.of("Content-Type", "text/html; charset=utf-8"), page, Duration.ZERO);
    }

    /**
     * Creates a response with status 200 and this text as {@code application/json}, well-formed or not.
     *
     * @param body the body
     * @return the response, never null
     */
    public static ScriptedResponse json(String body) {
        return json(200, body);
    }

    /**
     * Creates a response that is never sent: the request is read, the connection stays open.
     *
     * @return the response, never null
     */
    public static ScriptedResponse hang() {
        return new ScriptedResponse(0, Map.of(), "", Duration.ZERO);
    }

    /**
     * Creates a response with a JSON body.
     *
     * @param status the HTTP status
     * @param body the JSON text
     * @return the response, never null
     */
    public static ScriptedResponse json(int status, String body) {
        return new ScriptedResponse(status, Map.of("Content-Type", "application/json"), body, Duration.ZERO);
    }

    /**
     * Whether the request remains unanswered.
     *
     * @return true for {@link #hang()}
     */
    public boolean hangs() {
        return status == 0;
    }

    /**
     * Returns a copy with an additional header.
     *
     * @param header the name of the header
     * @param value the value of the header
     * @return the response, never null
     */
    public ScriptedResponse with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new ScriptedResponse(status, more, body, delay);
    }
}
