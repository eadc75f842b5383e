// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.drive;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drivechange.impl.graph.GraphPath;

/**
 * URL of the first page of a drive's delta. The query is part of every later link. It selects no download URL, which would be a
 * credential.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/driveitem-delta">Microsoft Graph, driveItem: delta</a>
 */
public final class FirstPage {

    /** Without {@code deleted}, deleted items look like others. */
    private static final List<String> SELECT = List.of(
            "id",
            "name",
            "size",
            "eTag",
            "cTag",
            "webUrl",
            "createdDateTime",
            "lastModifiedDateTime",
            "createdBy",
            "lastModifiedBy",
            "deleted",
            "root",
            "file",
            "folder",
            "package",
            "remoteItem",
            "parentReference");

    private FirstPage() {}

    /**
     * Returns the URL.
     *
     * @param latest whether to begin with later changes instead of all items
     */
    public static URI of(DeltaSettings settings, String driveId, boolean latest) {
        String select =
                Stream.concat(SELECT.stream(), settings.select().stream()).collect(Collectors.joining(","));
        return URI.create(settings.graph() + "/drives/" + GraphPath.segment(driveId) + "/root/delta?$select=" + select
                + (latest ? "&token=latest" : ""));
    }
}
