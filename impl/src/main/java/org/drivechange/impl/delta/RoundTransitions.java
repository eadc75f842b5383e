// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveDelta;
import org.drivechange.DriveReset;
import org.drivechange.impl.delta.Delivery.Acknowledgement;
import org.drivechange.impl.delta.DeltaState.ReadPausing;
import org.drivechange.impl.delta.DeltaState.Reading;
import org.drivechange.impl.delta.GraphCallTransitions.Sending;
import org.drivechange.impl.delta.GraphCallTransitions.Step;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.drive.FirstPage;
import org.drivechange.impl.drive.ItemPage;
import org.drivechange.impl.drive.PageLink;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.Cursor;
import org.drivechange.impl.position.Position;
import org.drivechange.impl.retry.Backoff;

/** Transitions of a round: it requests each page, and decides what is delivered and where the position moves. Pure. */
final class RoundTransitions {

    /** A baseline ends when its link returns nothing, and after this number of reads at the latest. */
    private static final int MAX_BASELINE_READS = 100;

    private final SessionKey key;
    private final DeltaSettings settings;
    private final Backoff backoff;
    private final DeltaReporter reporter;
    private final GraphCallTransitions requests;
    private final ReadFailureTransitions failures;
    private final DeliveryTransitions deliveries;
    private final ResetTransitions resets;

    RoundTransitions(
            SessionKey key,
            DeltaSettings settings,
            Backoff backoff,
            DeltaReporter reporter,
            RetryTransitions retries,
            ResetTransitions resets) {
        this.key = key;
        this.settings = settings;
        this.backoff = backoff;
        this.reporter = reporter;
        this.requests = new GraphCallTransitions(settings.connectTimeout());
        this.failures = new ReadFailureTransitions(backoff, reporter, retries, resets);
        this.deliveries = new DeliveryTransitions(settings, backoff, reporter, retries);
        this.resets = resets;
    }

    DeliveryTransitions deliveries() {
        return deliveries;
    }

    /** Begins a round. */
    DeltaTransition begin(DeltaHistory history, Cursor cursor, Instant now) {
        if (history.resync()) {
            return resets.begin(history, cursor, DriveReset.Reason.REQUESTED, now);
        }
        Triggers triggers = history.triggers();
        return request(history.with(triggers.begun(now)), cursor, Round.begin(triggers.expectsItems(now), now), now)
                .precededBy(List.of(new DeltaCommand.ReportRoundBegun()));
    }

    /** Requests the next page. */
    DeltaTransition request(DeltaHistory history, Cursor cursor, Round round, Instant now) {
        if (history.throttledUntil().isAfter(now)) {
            return DeltaTransition.of(
                    history, new ReadPausing(cursor, round, backoff.afterThrottle(history.throttledUntil())));
        }
        DeltaHistory next = history.nextCall();
        return DeltaTransition.of(
                next,
                new Reading(cursor, round, requests.initial(next.calls(), now)),
                GraphCallTransitions.begin(next.calls()));
    }

    DeltaTransition whileReading(DeltaHistory history, Reading reading, DeltaSignal signal, Instant now) {
        if (signal instanceof DeltaSignal.PageReceived received) {
            return received(history, reading, received.page(), now);
        }
        GraphCall call = reading.request();
        Position position = reading.cursor().position();
        Sending sending = new Sending(
                position.isBaseline(), token -> new DeltaCommand.ReadPage(call.id(), page(position), token));
        Step step = requests.onSignal(call, signal, sending, history.throttledUntil(), now);
        if (step instanceof Step.Pending pending) {
            return DeltaTransition.of(
                    history, new Reading(reading.cursor(), reading.round(), pending.call()), pending.commands());
        }
        return step instanceof Step.Failed failed
                ? failures.failed(history, reading.cursor(), reading.round(), failed.failure(), now)
                        .precededBy(failed.commands())
                : request(history, reading.cursor(), reading.round(), now);
    }

    private PageRequest page(Position position) {
        return new PageRequest(
                key,
                position.scope().driveId(),
                0,
                position.isBaseline(),
                position.link()
                        .map(PageLink::uri)
                        .orElseGet(() -> FirstPage.of(settings, position.scope().driveId(), !position.isBaseline())),
                settings.prefer());
    }

    private DeltaTransition received(DeltaHistory history, Reading reading, ItemPage page, Instant now) {
        if (!page.last() && reading.round().guard().loops(page)) {
            return failures.endless(history, reading.cursor(), reading.round(), now);
        }
        Retries retries = history.retries().afterPage();
        List<DeltaCommand> commands = new ArrayList<>(readsAgain(history.retries(), retries));
        DeltaHistory next = history.with(retries);
        if (page.pause().isPresent()) {
            Instant until = now.plus(page.pause().get());
            next = next.withThrottledUntil(until);
            commands.add(new DeltaCommand.Throttle(until));
        }
        Round round = reading.round().after(page);
        if (reading.cursor().position().isBaseline() && DeltaReporter.reportsProgress(round, now)) {
            commands.add(reporter.progress(round, now));
            round = round.reported(now);
        }
        return advance(next, reading.cursor(), round, page, now).precededBy(commands);
    }

    private List<DeltaCommand> readsAgain(Retries before, Retries after) {
        return before.recovery(after)
                .map(recovery -> List.of(recovery, reporter.readsAgain()))
                .orElse(List.of());
    }

    private DeltaTransition advance(DeltaHistory history, Cursor cursor, Round round, ItemPage page, Instant now) {
        Position position = cursor.position();
        Acknowledgement acknowledgement = acknowledgement(history, position, round, page);
        boolean items = !page.items().isEmpty();
        boolean complete = page.last()
                && acknowledgement.round().isEmpty()
                && (position.isBaseline() || position.fired() || items);
        if (items || complete) {
            boolean first = round.items() == page.items().size();
            Optional<Instant> lagFrom =
                    first ? history.triggers().cause().or(() -> Optional.of(now)) : Optional.empty();
            return deliveries.deliver(
                    history, cursor, EventBatch.of(event(position, page, complete)), acknowledgement, lagFrom);
        }
        return page.last()
                ? deliveries.save(history, cursor, acknowledgement)
                : request(history, cursor.at(acknowledgement.position()), round, now);
    }

    private static Acknowledgement acknowledgement(
            DeltaHistory history, Position position, Round round, ItemPage page) {
        if (!page.last()) {
            return Acknowledgement.continuing(
                    position.afterPage(page.link(), !page.items().isEmpty()), round);
        }
        boolean empty = !position.fired() && page.items().isEmpty();
        if (position.isBaseline()) {
            int reads = position.baselineReads().getAsInt();
            return (reads > 0 && empty) || reads >= MAX_BASELINE_READS
                    ? Acknowledgement.complete(position.afterRound(page.link(), page.receivedAt()))
                    : Acknowledgement.continuing(position.afterEnumeration(page.link()), round);
        }
        boolean reread = empty
                && round.expectsItems()
                && position.deltaLink().isPresent()
                && history.triggers().rereadsLeft();
        return reread
                ? Acknowledgement.reread(position.readAt(page.receivedAt()))
                : Acknowledgement.complete(position.afterRound(page.link(), page.receivedAt()));
    }

    private DriveDelta event(Position position, ItemPage page, boolean complete) {
        return DriveDelta.of(
                key.target(), key.account(), page.receivedAt(), 0, position.isBaseline(), complete, page.items());
    }

    /** Continues after a position was saved. */
    DeltaTransition saved(DeltaHistory history, Cursor cursor, Acknowledgement acknowledgement, Instant now) {
        Retries retries =
                acknowledgement.round().isPresent() ? history.retries().afterPage() : Retries.none();
        return acknowledged(history.with(retries), cursor, acknowledgement, now)
                .precededBy(readsAgain(history.retries(), retries));
    }

    private DeltaTransition acknowledged(
            DeltaHistory history, Cursor cursor, Acknowledgement acknowledgement, Instant now) {
        Cursor next = cursor.at(acknowledgement.position());
        Optional<Round> round = acknowledgement.round();
        if (round.isPresent()) {
            return history.resync() ? begin(history, next, now) : proceed(history, next, round.get(), now);
        }
        Instant nextPoll = now.plus(backoff.poll(settings.pollInterval()));
        Triggers triggers = acknowledgement.reread()
                ? history.triggers().reread(now, nextPoll)
                : history.triggers().completed(nextPoll);
        return waiting(history.completed(triggers), next, now)
                .precededBy(List.of(new DeltaCommand.ReportRoundCompleted(
                        next.position().readUntil().orElseThrow())));
    }

    /** Continues a round. Resets that follow each other delay the baseline. */
    private DeltaTransition proceed(DeltaHistory history, Cursor cursor, Round round, Instant now) {
        boolean again = history.resets() > 1 && cursor.position().link().isEmpty();
        if (!again) {
            return request(history, cursor, round, now);
        }
        Duration wait = backoff.delay(history.resets() - 2);
        return DeltaTransition.of(history, new ReadPausing(cursor, round, now.plus(wait)));
    }

    /** Begins a round if one is due. */
    DeltaTransition waiting(DeltaHistory history, Cursor cursor, Instant now) {
        boolean due = !now.isBefore(history.triggers().due(settings.quietPeriod()));
        return history.resync() || (due && !history.throttledUntil().isAfter(now))
                ? begin(history, cursor, now)
                : DeltaTransition.of(history, new DeltaState.Waiting(cursor));
    }
}
