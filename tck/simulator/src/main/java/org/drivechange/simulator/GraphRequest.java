// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * One request as the Graph side received it.
 *
 * @param at when it arrived
 * @param method the HTTP method
 * @param rawPath the path as it was on the wire, percent-encoded, with the version in front
 * @param target the decoded target, {@code /drives/b!x/root} for example; null when the path names none
 * @param token the bearer token, null when there was none
 * @param headers the request's headers; their names are looked up whatever their case
 * @param status the HTTP status of the answer, 0 while there is none
 */
public record GraphRequest(
        Instant at,
        String method,
        String rawPath,
        String target,
        String token,
        Map<String, String> headers,
        int status) {

    /**
     * The same request with the status of its answer.
     *
     * @param answer the HTTP status
     * @return the request, never null
     */
    public GraphRequest answeredWith(int answer) {
        return new GraphRequest(at, method, rawPath, target, token, headers, answer);
    }
}
