// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.drivechange.DriveTarget;

/** URLs of Graph. */
public final class GraphPath {

    private GraphPath() {}

    /**
     * Returns the URL of a target's drive with the properties id and driveType.
     *
     * @param graph Graph's address and version, without a trailing slash
     * @see <a href="https://learn.microsoft.com/graph/api/drive-get">Get drive</a>
     */
    public static URI drive(URI graph, DriveTarget target) {
        String path = target.path();
        return of(graph, path.substring(0, path.lastIndexOf('/')), "?$select=id,driveType");
    }

    /** Returns the URL of a path, and of what follows it unencoded. */
    static URI of(URI graph, String path, String rest) {
        String encoded = Arrays.stream(path.split("/")).map(GraphPath::segment).collect(Collectors.joining("/"));
        return URI.create(graph + encoded + rest);
    }

    /** Encodes a path segment (RFC 3986). {@code !} and {@code ,} are legal there and common in Graph's ids. */
    public static String segment(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%2C", ",");
    }
}
