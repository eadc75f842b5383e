// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drivechange.DriveReset;
import org.drivechange.impl.drive.DeltaSettings;

/**
 * Settings and drive for which a position is valid. Graph bakes the query into the links, and a link may be refused with other headers.
 *
 * @param graph Graph's address and version
 * @param driveId id of the drive as Graph sent it
 * @param select additional properties of {@code $select}
 * @param prefer values of the {@code Prefer} header
 * @see <a href="https://learn.microsoft.com/graph/delta-query-overview">Delta query</a>
 */
public record DeltaScope(String graph, String driveId, List<String> select, List<String> prefer) {

    public DeltaScope {
        select = List.copyOf(select);
        prefer = List.copyOf(prefer);
    }

    public static DeltaScope of(DeltaSettings settings, String driveId) {
        return new DeltaScope(settings.graph().toString(), driveId, settings.select(), settings.prefer());
    }

    /** Returns the reason for a reset if a position of this scope is used in another one, empty if it remains valid. */
    public Optional<DriveReset.Reason> resetFor(DeltaScope other) {
        // Graph sends the ids of personal drives in both cases
        if (!driveId.toLowerCase(Locale.ROOT).equals(other.driveId.toLowerCase(Locale.ROOT))) {
            return Optional.of(DriveReset.Reason.DRIVE_REPLACED);
        }
        boolean same = graph.equals(other.graph) && select.equals(other.select) && prefer.equals(other.prefer);
        return same ? Optional.empty() : Optional.of(DriveReset.Reason.CONFIGURATION);
    }
}
