// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Creates links, and recognizes those that must return exactly as they were issued. Thread-safe. */
final class DeltaLinks {

    /** The issued links by path and query as on the wire. */
    private final Map<String, SpelledLink> spelled = new ConcurrentHashMap<>();

    private final String scheme;

    DeltaLinks(String scheme) {
        this.scheme = scheme;
    }

    /** Returns the link with this path and query as on the wire. */
    Optional<SpelledLink> find(String path, String query) {
        return Optional.ofNullable(spelled.get(query == null ? path : path + "?" + query));
    }

    /** Returns the link of which this path and query are another spelling. */
    Optional<SpelledLink> findChanged(String path, String query) {
        String text = path + "?" + query;
        return find(path, query).isPresent()
                ? Optional.empty()
                : spelled.values().stream()
                        .filter(link -> text.contains(link.token()))
                        .findFirst();
    }

    String url(LinkStyle style, DeltaRequest request, String token, Drive drive) {
        String host = request.request().headers().getOrDefault("Host", "localhost");
        String origin = scheme + "://" + (style == LinkStyle.FOREIGN ? otherName(host) : host);
        String link = pathAndQuery(style, request, token, drive);
        if (style == LinkStyle.ESCAPED || style == LinkStyle.REWRITTEN || style == LinkStyle.FUNCTION) {
            spelled.put(link, new SpelledLink(request.request().target(), request.path(), request.query(), token));
        }
        return origin + link;
    }

    /** Returns the deltaLink's start of a new enumeration, for the {@code Location} of a 410. */
    String start(DeltaRequest request) {
        return scheme + "://" + request.request().headers().getOrDefault("Host", "localhost") + request.path();
    }

    private static String pathAndQuery(LinkStyle style, DeltaRequest request, String token, Drive drive) {
        String query = request.query();
        String and = query.isEmpty() ? "" : "&";
        return switch (style) {
            case PLAIN, FOREIGN -> request.path() + "?" + query + and + "token=" + token;
            case WITH_LATEST -> request.path() + "?" + query + and + "token=" + token + "&token=latest";
            case INVALID -> request.path() + "?" + query + and + "token={" + token + "}";
            case ESCAPED -> request.path() + "?" + escaped(query) + and + "token=" + token + "%23a%2cb%27";
            case FUNCTION -> request.path() + "(token='" + token + "')" + (query.isEmpty() ? "" : "?" + query);
            case REWRITTEN ->
                request.version() + "/users('ada%40drivechange.example')/drive/items/"
                        + drive.content().rootId() + "/delta?" + query.replaceAll("(?:\\$|%24)select", "select") + and
                        + "token=" + token;
        };
    }

    private static String escaped(String query) {
        return query.replace("$", "%24").replace(",", "%2c").replace("%2C", "%2c");
    }

    private static String otherName(String host) {
        return host.startsWith("localhost")
                ? host.replaceFirst("localhost", "127.0.0.1")
                : host.replaceFirst("^[^:]+", "localhost");
    }
}
