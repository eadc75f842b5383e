// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.UserAgent;

/**
 * GET request to Graph.
 *
 * @param uri URL, sent byte for byte
 * @param shown URL for messages, without credentials
 * @param prefer values of the {@code Prefer} header (RFC 7240)
 */
record GraphRequest(
        RequestKind kind, DriveTarget target, URI uri, String shown, AccessToken token, List<String> prefer) {

    HttpRequest.Builder builder(UserAgent userAgent) {
        HttpRequest.Builder builder = HttpRequest.newBuilder()
                .header("Authorization", "Bearer " + token.value())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .GET();
        userAgent.header().ifPresent(value -> builder.header("User-Agent", value));
        prefer.forEach(value -> builder.header("Prefer", value));
        return builder;
    }

    /** Returns method and URL for messages. */
    String line() {
        return "GET " + shown;
    }

    @Override
    public String toString() {
        return "GraphRequest[" + line() + "]";
    }
}
