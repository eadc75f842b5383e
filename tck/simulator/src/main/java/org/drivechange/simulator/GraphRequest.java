// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * Request received by the Graph endpoint.
 *
 * @param at the time of arrival
 * @param method the HTTP method
 * @param rawPath the path as on the wire, percent-encoded, including the version
 * @param rawQuery the query as on the wire, percent-encoded; null for none
 * @param target the decoded target, {@code /drives/b!x/root} for example; null when the path names no target
 * @param token the bearer token, null when absent
 * @param headers the request's headers; names are case-insensitive
 * @param status the HTTP status of the response, 0 until it is sent
 */
public record GraphRequest(
        Instant at,
        String method,
        String rawPath,
        String rawQuery,
        String target,
        String token,
        Map<String, String> headers,
        int status) {

    /**
     * Returns a copy with the status of the response.
     *
     * @param responseStatus the HTTP status
     * @return the request, never null
     */
    public GraphRequest withStatus(int responseStatus) {
        return new GraphRequest(at, method, rawPath, rawQuery, target, token, headers, responseStatus);
    }
}
