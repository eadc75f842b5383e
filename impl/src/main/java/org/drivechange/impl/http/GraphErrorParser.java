// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.json.GraphErrorJson;

/**
 * Parses Graph's responses without a result.
 *
 * @see <a href="https://learn.microsoft.com/graph/errors">Microsoft Graph, error responses</a>
 */
final class GraphErrorParser {

    private GraphErrorParser() {}

    static GraphFailure parse(int status, GraphHeaders headers, byte[] body, Redactor redactor) {
        Optional<GraphErrorJson> error = GraphErrorJson.read(body);
        String text = error.map(json -> ", " + describe(json, redactor)).orElse(", without a Graph error");
        Optional<String> claims = status == 401 ? ClaimsChallenge.in(headers.headers()) : Optional.empty();
        String challenge = claims.isPresent() ? ", insufficient_claims" : "";
        return new GraphFailure(
                code(status, error),
                "HTTP " + status + text + challenge + headers.coding(redactor),
                headers.wait(status),
                claims);
    }

    private static String describe(GraphErrorJson error, Redactor redactor) {
        String inner = error.innerCode().isEmpty() ? "" : " (" + redactor.redact(error.innerCode()) + ")";
        return redactor.redact(error.code()) + inner + ": " + redactor.redact(error.message());
    }

    private static ErrorCode code(int status, Optional<GraphErrorJson> error) {
        boolean notSupported =
                error.map(GraphErrorJson::code).filter("notSupported"::equals).isPresent();
        return switch (status) {
            case 400 -> notSupported ? ErrorCode.GRAPH_NOT_SUPPORTED : ErrorCode.GRAPH_BAD_REQUEST;
            case 401 -> ErrorCode.GRAPH_UNAUTHORIZED;
            case 403 -> ErrorCode.GRAPH_FORBIDDEN;
            case 404 -> ErrorCode.GRAPH_NOT_FOUND;
            case 429, 509 -> ErrorCode.GRAPH_THROTTLED;
            default ->
                status / 100 == 5
                        ? ErrorCode.GRAPH_SERVER_ERROR
                        : status / 100 == 3 ? ErrorCode.GRAPH_REDIRECTED : ErrorCode.GRAPH_STATUS_UNEXPECTED;
        };
    }
}
