// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.drivechange.DriveReset;
import org.drivechange.impl.delta.DeltaState.ReadPausing;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.position.Cursor;
import org.drivechange.impl.position.Position;
import org.drivechange.impl.retry.Backoff;
import org.drivechange.impl.retry.Failure;

/**
 * Transitions after a failed request for a page: the same link again, the beginning of the round, or a reset. Pure.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/driveitem-delta">Microsoft Graph, driveItem: delta</a>
 */
final class ReadFailureTransitions {

    /** Number of times that a refused link is tried again. Graph refuses valid links for some seconds at times. */
    private static final int MAX_REFUSALS = 3;

    /** Time for which Graph may fail for one link before the position is given up. */
    private static final Duration MAX_FAILING = Duration.ofDays(1);

    private final Backoff backoff;
    private final DeltaReporter reporter;
    private final RetryTransitions retries;
    private final ResetTransitions resets;

    ReadFailureTransitions(Backoff backoff, DeltaReporter reporter, RetryTransitions retries, ResetTransitions resets) {
        this.backoff = backoff;
        this.reporter = reporter;
        this.retries = retries;
        this.resets = resets;
    }

    DeltaTransition failed(DeltaHistory history, Cursor cursor, Round round, GraphFailure failure, Instant now) {
        if (cursor.position().link().isEmpty()) {
            return retry(history, cursor, round, failure, now);
        }
        return switch (failure.code()) {
            case DELTA_RESET -> reset(history, cursor, failure, now);
            case GRAPH_BAD_REQUEST, GRAPH_NOT_FOUND, GRAPH_NOT_SUPPORTED ->
                refused(history, cursor, round, failure, now);
            case GRAPH_SERVER_ERROR, PAGE_UNREADABLE -> failing(history, cursor, round, failure, now);
            default -> retry(history.with(history.retries().notFailing()), cursor, round, failure, now);
        };
    }

    /**
     * Begins a round again that does not end. An enumeration from the first URL begins with another reset: it does not contain
     * items that were delivered before and are deleted now.
     */
    DeltaTransition endless(DeltaHistory history, Cursor cursor, Round round, Instant now) {
        GraphFailure failure = new GraphFailure(ErrorCode.DELTA_ENDLESS, "");
        DeltaHistory next = history.with(history.retries().endlessRound());
        Position position = cursor.position();
        return position.isBaseline() && position.deltaLink().isEmpty()
                ? reset(next, cursor, failure, now)
                : retry(next, cursor.at(position.atRoundStart()), Round.begin(round.expectsItems(), now), failure, now);
    }

    private DeltaTransition refused(
            DeltaHistory history, Cursor cursor, Round round, GraphFailure failure, Instant now) {
        DeltaHistory next = history.with(history.retries().refused());
        if (next.retries().refusals() <= MAX_REFUSALS) {
            return retry(next, cursor, round, new GraphFailure(ErrorCode.DELTA_LINK_REFUSED, failure.detail()), now);
        }
        Position position = cursor.position();
        if (position.nextLink().isPresent() && position.deltaLink().isPresent() && !round.restarted()) {
            DeltaHistory other = next.with(next.retries().otherLink());
            return DeltaTransition.of(
                    other,
                    new ReadPausing(
                            cursor.at(position.atRoundStart()), round.restarted(now), now.plus(backoff.shortest())),
                    reporter.linkGivenUp());
        }
        return reset(next, cursor, failure, now);
    }

    private DeltaTransition failing(
            DeltaHistory history, Cursor cursor, Round round, GraphFailure failure, Instant now) {
        DeltaHistory next = history.with(history.retries().failing(now));
        Instant limit = next.retries().failingSince().orElseThrow().plus(MAX_FAILING);
        return now.isBefore(limit) ? retry(next, cursor, round, failure, now) : reset(next, cursor, failure, now);
    }

    private DeltaTransition reset(DeltaHistory history, Cursor cursor, GraphFailure failure, Instant now) {
        Failure reported = Failure.of(failure, "reading the delta");
        DeltaCommand report = new DeltaCommand.ReportFailure(
                reported, "DriveChange fires a DriveReset and reads all items again", true);
        DeltaHistory next = history.with(history.retries().failed(failure.code(), now));
        return resets.begin(next, cursor, DriveReset.Reason.RESYNC, now).precededBy(List.of(report));
    }

    private DeltaTransition retry(DeltaHistory history, Cursor cursor, Round round, GraphFailure failure, Instant now) {
        return retries.retry(
                history, Failure.of(failure, "reading the delta"), now, due -> new ReadPausing(cursor, round, due));
    }
}
