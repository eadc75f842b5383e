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
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.connection.ProtocolEvent;
import org.drivechange.impl.diagnostics.DurationText;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;

/** What observers and operators are told of a session, and what the server is answered. */
final class SessionReporter {

    private final SessionKey key;
    private final Backoff backoff;

    SessionReporter(SessionKey key, Backoff backoff) {
        this.key = key;
        this.backoff = backoff;
    }

    List<Command> opened(RetryHistory history, AttemptResult.Joined reached, Instant now) {
        List<Command> commands = new ArrayList<>();
        commands.add(new Command.FireEvent(DriveSessionOpened.of(
                key.target(), key.account(), now, reached.joined().sid(), history.opened())));
        if (history.opened() && !reached.joined().recovered()) {
            commands.add(catchUp(now, history.missingSince().orElse(now)));
        }
        commands.addAll(commandsFor(reached.connection().attempt(), replayed(history, reached.events()), now));
        commands.add(new Command.ReportRecovery());
        // after the events: a log handler is the application's, and may throw
        commands.add(new Command.Log(Level.INFO, open(history, now)));
        return commands;
    }

    private String open(RetryHistory history, Instant now) {
        return history.opened()
                ? key + " is open again after " + outage(history, now) + "."
                : key + " is open: notifications flow from now on.";
    }

    private static String outage(RetryHistory history, Instant now) {
        return DurationText.between(history.awaySince().orElse(now), now);
    }

    private static List<ProtocolEvent> replayed(RetryHistory history, List<ProtocolEvent> said) {
        return history.missingSince()
                .map(since -> said.stream().map(one -> replayed(since, one)).toList())
                .orElse(said);
    }

    private static ProtocolEvent replayed(Instant since, ProtocolEvent said) {
        return said instanceof ProtocolEvent.Notifications notified ? notified.withSince(since) : said;
    }

    List<Command> renewed(AttemptResult.Joined reached, Instant now) {
        List<Command> commands = new ArrayList<>();
        commands.addAll(commandsFor(reached.connection().attempt(), reached.events(), now));
        commands.add(new Command.ReportRecovery());
        commands.add(new Command.Log(Level.DEBUG, key + " is renewed."));
        return commands;
    }

    Command closed(String reason, boolean willReconnect, Instant now) {
        return new Command.FireEvent(DriveSessionClosed.of(key.target(), key.account(), now, reason, willReconnect));
    }

    Command connectionLost(Failure problem, Instant now) {
        return closed(problem.describe(key), true, now);
    }

    /** A problem after which the next try comes by itself; a throttling is passed on to the account's other sessions. */
    List<Command> failureCommands(RetryHistory history, Failure problem, Duration wait, Instant now) {
        return failureCommands(history, problem, wait, "next try in " + wait.toMillis() / 1000.0 + " s", now);
    }

    /**
     * A problem and what follows it.
     *
     * @param next what happens next, half a sentence
     */
    List<Command> failureCommands(RetryHistory history, Failure problem, Duration wait, String next, Instant now) {
        boolean loggedByAccount = problem.policy() == Failure.RetryPolicy.POLL;
        boolean news = !loggedByAccount && history.isNew(problem.code(), now);
        String lasting = history.isReminderDue(now) ? outageSoFar(history, now) : "";
        Command complaint = new Command.ReportFailure(problem, next + lasting, news);
        return problem.code() == ErrorCode.GRAPH_THROTTLED
                ? List.of(complaint, new Command.Throttle(now.plus(backoff.pause(problem, wait))))
                : List.of(complaint);
    }

    private static String outageSoFar(RetryHistory history, Instant now) {
        String tries = ", " + (history.failures() + 1) + " tries in a row have failed";
        return history.awaySince().isPresent() ? tries + ", not open for " + outage(history, now) : tries;
    }

    /** A link that a renewal replaced may have lost something; the session is open, and stays so. */
    List<Command> incompleteDrain(RetryHistory history, Failure problem, Instant lastHeard, Instant now) {
        boolean news = history.isNew(problem.code(), now);
        return List.of(catchUp(now, lastHeard), new Command.ReportFailure(problem, "the session goes on", news));
    }

    List<Command> commandsFor(long link, List<ProtocolEvent> utterances, Instant now) {
        if (utterances.isEmpty()) {
            return List.of();
        }
        List<Command> commands = new ArrayList<>();
        for (ProtocolEvent said : utterances) {
            if (said instanceof ProtocolEvent.SendFrame reply) {
                commands.add(new Command.Send(link, reply.frame()));
            } else if (said instanceof ProtocolEvent.Notifications notified) {
                addNotifications(notified, now, commands);
            }
        }
        return commands;
    }

    private void addNotifications(ProtocolEvent.Notifications notified, Instant now, List<Command> commands) {
        notified.notifications().forEach(one -> commands.add(new Command.FireEvent(one)));
        if (!notified.complete()) {
            commands.add(catchUp(now, notified.previousArrival()));
            commands.add(new Command.ReportAnomaly(Failure.of(ErrorCode.NOTIFICATION_UNREADABLE, "open", "")));
        }
    }

    private Command catchUp(Instant now, Instant since) {
        return new Command.FireEvent(DriveNotification.catchUp(key.target(), key.account(), now, since));
    }
}
