// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.connection.ProtocolEvent;
import org.drivechange.impl.diagnostics.DurationText;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.retry.Backoff;
import org.drivechange.impl.retry.Failure;

/** Creates the commands that fire events, log, report failures and answer the server. */
final class SessionReporter {

    private final SessionKey key;
    private final Backoff backoff;

    SessionReporter(SessionKey key, Backoff backoff) {
        this.key = key;
        this.backoff = backoff;
    }

    List<Command> opened(RetryHistory history, AttemptResult.Joined joined, Instant now) {
        List<Command> commands = new ArrayList<>();
        commands.add(new Command.FireEvent(DriveSessionOpened.of(
                key.target(), key.account(), now, joined.joined().sid(), history.opened())));
        if (history.opened() && !joined.joined().recovered()) {
            commands.add(catchUp(now, history.missingSince().orElse(now)));
        }
        commands.addAll(commandsFor(joined.connection().attempt(), replayed(history, joined.events()), now));
        commands.add(new Command.ReportRecovery());
        // after the events, as a log handler of the application may throw
        commands.add(new Command.Log(Level.INFO, open(history, now)));
        return commands;
    }

    private String open(RetryHistory history, Instant now) {
        return history.opened()
                ? key + " is open again after " + outage(history, now) + "."
                : key + " is open: notifications flow from now on.";
    }

    private static String outage(RetryHistory history, Instant now) {
        return DurationText.between(history.notOpenSince().orElse(now), now);
    }

    private static List<ProtocolEvent> replayed(RetryHistory history, List<ProtocolEvent> events) {
        return history.missingSince()
                .map(since ->
                        events.stream().map(event -> replayed(since, event)).toList())
                .orElse(events);
    }

    private static ProtocolEvent replayed(Instant since, ProtocolEvent event) {
        return event instanceof ProtocolEvent.Notifications notifications ? notifications.withSince(since) : event;
    }

    List<Command> renewed(AttemptResult.Joined joined, Instant now) {
        List<Command> commands = new ArrayList<>();
        commands.addAll(commandsFor(joined.connection().attempt(), joined.events(), now));
        commands.add(new Command.ReportRecovery());
        commands.add(new Command.Log(Level.DEBUG, key + " is renewed."));
        return commands;
    }

    Command closed(String reason, boolean willReconnect, Instant now) {
        return new Command.FireEvent(DriveSessionClosed.of(key.target(), key.account(), now, reason, willReconnect));
    }

    Command connectionLost(Failure failure, Instant now) {
        return closed(failure.describe(key), true, now);
    }

    /** Reports a failure that is retried. A throttling is passed on to the other sessions of the account. */
    List<Command> failureCommands(RetryHistory history, Failure failure, Duration wait, Instant now) {
        return failureCommands(
                history, failure, wait, "DriveChange retries in " + wait.toMillis() / 1000.0 + " s", now);
    }

    /**
     * Reports a failure.
     *
     * @param next text for the next action, a clause without a period
     */
    List<Command> failureCommands(RetryHistory history, Failure failure, Duration wait, String next, Instant now) {
        boolean loggedByAccount = failure.policy() == Failure.RetryPolicy.POLL;
        boolean isNew = !loggedByAccount && history.isNew(failure.code(), now);
        String lasting = history.isReminderDue(now) ? outageSoFar(history, now) : "";
        Command report = new Command.ReportFailure(failure, next + lasting, isNew);
        // the account pauses before the error is visible
        return failure.code() == ErrorCode.GRAPH_THROTTLED
                ? List.of(new Command.Throttle(now.plus(backoff.pause(failure, wait))), report)
                : List.of(report);
    }

    private static String outageSoFar(RetryHistory history, Instant now) {
        String attempts = ", " + (history.failures() + 1) + " attempts in a row have failed";
        return history.notOpenSince().isPresent() ? attempts + ", not open for " + outage(history, now) : attempts;
    }

    /**
     * Reports that the connection replaced by a renewal was not drained and may have lost notifications. The session stays
     * open.
     */
    List<Command> incompleteDrain(RetryHistory history, Failure failure, Instant lastArrival, Instant now) {
        boolean isNew = history.isNew(failure.code(), now);
        return List.of(catchUp(now, lastArrival), new Command.ReportFailure(failure, "the session continues", isNew));
    }

    List<Command> commandsFor(long attempt, List<ProtocolEvent> events, Instant now) {
        if (events.isEmpty()) {
            return List.of();
        }
        List<Command> commands = new ArrayList<>();
        for (ProtocolEvent event : events) {
            if (event instanceof ProtocolEvent.SendFrame reply) {
                commands.add(new Command.Send(attempt, reply.frame()));
            } else if (event instanceof ProtocolEvent.Notifications notifications) {
                addNotifications(notifications, now, commands);
            }
        }
        return commands;
    }

    private void addNotifications(ProtocolEvent.Notifications notifications, Instant now, List<Command> commands) {
        notifications.notifications().forEach(event -> commands.add(new Command.FireEvent(event)));
        if (!notifications.complete()) {
            commands.add(catchUp(now, notifications.previousArrival()));
            commands.add(new Command.ReportAnomaly(Failure.of(ErrorCode.NOTIFICATION_UNREADABLE, "open", "")));
        }
    }

    private Command catchUp(Instant now, Instant since) {
        return new Command.FireEvent(DriveNotification.catchUp(key.target(), key.account(), now, since));
    }
}
