// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.GraphRequest;

/**
 * Parsed delta request.
 *
 * @param version the path's first segment with its slash
 * @param path the path of plain links, percent-encoded
 * @param query the query without a token, percent-encoded
 * @param token null for the start of a round
 * @param select the selected properties, empty for all
 */
record DeltaRequest(
        GraphRequest request,
        DeltaStage stage,
        String version,
        String path,
        String query,
        String token,
        Optional<Set<String>> select) {

    private static final String LATEST = "latest";

    /** Parses a request whose path is that of a delta. */
    static DeltaRequest of(GraphRequest request) {
        Query query = new Query(request.rawQuery());
        Optional<String> functionToken = DrivePath.functionToken(request.rawPath());
        List<String> tokens = functionToken.map(List::of).orElseGet(() -> query.values("token"));
        return of(request, pathOf(request), query.withoutToken(), tokens);
    }

    /** Returns the request for a link that was issued in another spelling. */
    static DeltaRequest of(GraphRequest request, SpelledLink link) {
        return of(request, link.path(), link.query(), List.of(link.token()));
    }

    private static DeltaRequest of(GraphRequest request, String path, String query, List<String> tokens) {
        String token = tokens.isEmpty() || tokens.contains(LATEST) ? null : tokens.get(0);
        return new DeltaRequest(
                request,
                stage(tokens),
                path.substring(0, path.indexOf('/', 1)),
                path,
                query,
                token,
                new Query(query).select());
    }

    boolean excludesAncestors() {
        String preferences = request.headers().getOrDefault("Prefer", "");
        return preferences.toLowerCase(Locale.ROOT).contains("deltaexcludeparent")
                || request.headers().containsKey("deltaExcludeParent");
    }

    private static DeltaStage stage(List<String> tokens) {
        if (tokens.isEmpty()) {
            return DeltaStage.START;
        }
        return tokens.contains(LATEST)
                ? DeltaStage.LATEST
                : DeltaToken.parse(tokens.get(0)).map(DeltaToken::stage).orElse(DeltaStage.DELTA_LINK);
    }

    /** Returns the path without a token in function form. */
    private static String pathOf(GraphRequest request) {
        String path = request.rawPath();
        return path.endsWith("/delta") ? path : path.substring(0, path.lastIndexOf('('));
    }
}
