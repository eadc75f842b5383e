// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.drivechange.impl.drive.PageLink;

/**
 * Position in the delta of a drive, as it is saved.
 *
 * @param deltaLink link at which the current round begins; empty if it begins at the first URL
 * @param nextLink next unread page of the current round; empty at its beginning
 * @param baselineReads while a baseline is in progress, the number of completed reads of its links
 * @param fired whether the current round has fired items
 * @param readUntil wall-clock time up to which changes have been read, the end of the last complete round
 */
public record Position(
        DeltaScope scope,
        Optional<PageLink> deltaLink,
        Optional<PageLink> nextLink,
        OptionalInt baselineReads,
        boolean fired,
        Optional<Instant> readUntil) {

    /** Returns the position of a drive whose delta was never read. */
    public static Position initial(DeltaScope scope) {
        return new Position(scope, Optional.empty(), Optional.empty(), OptionalInt.empty(), false, Optional.empty());
    }

    /** Returns the position at the beginning of a baseline. */
    public static Position baseline(DeltaScope scope, Optional<Instant> readUntil) {
        return new Position(scope, Optional.empty(), Optional.empty(), OptionalInt.of(0), false, readUntil);
    }

    /** Returns the position in an equivalent or a new scope. */
    public Position in(DeltaScope other) {
        return new Position(other, deltaLink, nextLink, baselineReads, fired, readUntil);
    }

    public boolean isBaseline() {
        return baselineReads.isPresent();
    }

    /** Returns the next link to read, empty for the first URL. */
    public Optional<PageLink> link() {
        return nextLink.or(() -> deltaLink);
    }

    /** Returns the position behind a page that is not the last one of its round. */
    public Position afterPage(PageLink next, boolean withItems) {
        return new Position(scope, deltaLink, Optional.of(next), baselineReads, fired || withItems, readUntil);
    }

    /** Returns the position behind a complete round. */
    public Position afterRound(PageLink next, Instant readAt) {
        return new Position(
                scope, Optional.of(next), Optional.empty(), OptionalInt.empty(), false, Optional.of(readAt));
    }

    /** Returns the position behind an enumeration of a baseline whose link is to be read next. */
    public Position afterEnumeration(PageLink next) {
        return new Position(
                scope,
                Optional.of(next),
                Optional.empty(),
                OptionalInt.of(baselineReads.orElseThrow() + 1),
                false,
                readUntil);
    }

    /** Returns the position at the beginning of the current round. */
    public Position atRoundStart() {
        return new Position(scope, deltaLink, Optional.empty(), baselineReads, false, readUntil);
    }

    /** Returns the position with the end of an empty round that does not advance it. */
    public Position readAt(Instant readAt) {
        return new Position(scope, deltaLink, Optional.empty(), baselineReads, false, Optional.of(readAt));
    }
}
