// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveReset;
import org.drivechange.impl.diagnostics.DurationText;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.SanitizedText;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.retry.Backoff;
import org.drivechange.impl.retry.Failure;

/** Creates the commands that report to the operator. Pure. */
final class DeltaReporter {

    /** Interval of the log lines on the progress of a baseline. */
    private static final Duration PROGRESS = Duration.ofMinutes(1);

    /** Number of ids in the log line of a page. */
    private static final int MAX_IDS = 20;

    private final SessionKey key;
    private final Backoff backoff;

    DeltaReporter(SessionKey key, Backoff backoff) {
        this.key = key;
        this.backoff = backoff;
    }

    /** Reports a failure that is retried. A throttling is passed on to the sessions and readers of the account. */
    List<DeltaCommand> retried(Retries retries, Failure failure, Duration wait, Instant now) {
        List<DeltaCommand> commands = new ArrayList<>();
        // first, so that the account pauses when the error is visible
        if (throttles(failure)) {
            commands.add(new DeltaCommand.Throttle(now.plus(backoff.pause(failure, wait))));
        }
        commands.add(new DeltaCommand.ReportFailure(
                failure,
                "DriveChange retries in " + wait.toMillis() / 1000.0 + " s",
                isNew(retries, failure.code(), now)));
        return commands;
    }

    /** A required sign-in is logged by its account, and a position in use is logged once. */
    private static boolean isNew(Retries retries, ErrorCode code, Instant now) {
        return switch (code) {
            case SIGN_IN_REQUIRED -> false;
            case POSITION_IN_USE -> !retries.lastReported().equals(Optional.of(code));
            default -> retries.isNew(code, now);
        };
    }

    private static boolean throttles(Failure failure) {
        return failure.code() == ErrorCode.GRAPH_THROTTLED
                || (failure.code() == ErrorCode.GRAPH_SERVER_ERROR
                        && failure.retryAfter().isPresent());
    }

    DeltaCommand continues(Instant readUntil) {
        return new DeltaCommand.Log(
                Level.INFO, key + ": the position of item changes continues from " + readUntil + ".");
    }

    DeltaCommand continuesBaseline() {
        return new DeltaCommand.Log(
                Level.INFO, key + ": the position of item changes continues in an interrupted baseline.");
    }

    DeltaCommand startsNew(DeltaSettings.Start start) {
        String text = start == DeltaSettings.Start.ALL
                ? "starts new (all): all items of the drive are read first."
                : "starts new (latest): only later changes are delivered.";
        return new DeltaCommand.Log(Level.INFO, key + ": the position of item changes " + text);
    }

    DeltaCommand unreadable() {
        return warning(ErrorCode.POSITION_UNREADABLE, "the stored position is unreadable; all items are read again");
    }

    /** Sets the current error. The line of {@link #fenced} is logged instead. */
    DeltaCommand fencedError() {
        return new DeltaCommand.ReportFailure(
                Failure.of(ErrorCode.POSITION_TAKEN_OVER, "saving the position", ""),
                "this process reads no more item changes of the target",
                false);
    }

    DeltaCommand fenced() {
        return new DeltaCommand.Log(
                Level.ERROR,
                ErrorCode.POSITION_TAKEN_OVER.message(key
                        + ": another process has opened the position; this process reads no more item changes of the target."
                        + " Set another drivechange.application for one of them."));
    }

    DeltaCommand reset(DriveReset reset) {
        Level level = reset.reason() == DriveReset.Reason.RESYNC || reset.reason() == DriveReset.Reason.DRIVE_REPLACED
                ? Level.WARNING
                : Level.INFO;
        String text = key + ": reset (" + reset.reason() + "), all items of the drive are read again";
        return new DeltaCommand.Log(
                level, level == Level.WARNING ? ErrorCode.DRIVE_RESET.message(text + ".") : text + ".");
    }

    DeltaCommand unobservedReset() {
        return warning(
                ErrorCode.RESET_UNOBSERVED,
                "a DriveReset is fired, and no method observes it; items that were deleted meanwhile are not reported");
    }

    DeltaCommand linkGivenUp() {
        return warning(ErrorCode.DELTA_LINK_REFUSED, "Graph refuses the link of the next page; the round begins again");
    }

    DeltaCommand readsAgain() {
        return new DeltaCommand.Log(Level.INFO, key + ": item changes are read again.");
    }

    DeltaCommand deliveredAgain() {
        return new DeltaCommand.Log(Level.INFO, key + ": the observers of item changes return normally again.");
    }

    /** Returns whether the progress of a baseline is to be logged. */
    static boolean reportsProgress(Round round, Instant now) {
        return !now.isBefore(round.reportedAt().plus(PROGRESS));
    }

    DeltaCommand progress(Round round, Instant now) {
        long seconds = Math.max(1, Duration.between(round.startedAt(), now).toSeconds());
        return new DeltaCommand.Log(
                Level.INFO,
                key + ": baseline in progress, " + round.items() + " items in "
                        + DurationText.between(round.startedAt(), now) + " (" + round.items() / seconds
                        + " items/s).");
    }

    /** Reports a step that is delivered again. */
    DeltaCommand stepRetried(Delivery delivery, StepFailure failure, Duration wait) {
        return new DeltaCommand.ReportStepFailure(
                failure,
                describe(delivery.batch().steps().get(delivery.step())),
                "DriveChange delivers it again in " + wait.toMillis() / 1000.0 + " s",
                delivery.failures() == 1 ? Level.ERROR : Level.DEBUG);
    }

    /** Reports a step that is skipped. */
    DeltaCommand stepSkipped(Delivery delivery, StepFailure failure) {
        return new DeltaCommand.ReportStepFailure(
                failure,
                describe(delivery.batch().steps().get(delivery.step())),
                "it has failed " + delivery.attempts() + " times (drivechange.delta.attempts) and is skipped",
                Level.ERROR);
    }

    private static String describe(DriveEvent event) {
        if (event instanceof DriveItemChange item) {
            return "item " + SanitizedText.of(item.id());
        }
        return event instanceof DriveDelta page ? "a page of items " + ids(page.items()) : "the reset";
    }

    private static String ids(List<DriveItemChange> items) {
        String shown = items.stream()
                .limit(MAX_IDS)
                .map(item -> SanitizedText.of(item.id()))
                .collect(Collectors.joining(", "));
        return items.size() > MAX_IDS ? shown + " and " + (items.size() - MAX_IDS) + " more" : shown;
    }

    private DeltaCommand warning(ErrorCode code, String text) {
        return new DeltaCommand.Log(Level.WARNING, code.message(key + ": " + text + "."));
    }
}
