// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.drivechange.impl.graph.GraphProblem;
import org.drivechange.impl.session.SessionState.Acquiring;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Idle;
import org.drivechange.impl.session.SessionState.Live;
import org.drivechange.impl.session.SessionState.Renewing;
import org.drivechange.impl.session.SessionState.Stage;
import org.drivechange.impl.session.SessionState.Stopped;
import org.drivechange.impl.session.SessionState.Waiting;

/**
 * Decides everything about a session: a pure function of the session, a signal and the time. It knows no sockets, threads
 * or clocks. Only {@link Signal.Stop} is the end; the network never is.
 */
final class SessionMachine {

    private static final Duration STAYED_OPEN = Duration.ofMinutes(1);

    private final Telling telling;
    private final Backoff backoff;
    private final AttemptMachine attempts;
    private final ConversationMachine conversations = new ConversationMachine();

    SessionMachine(SessionKey key, SessionSettings settings, RandomGenerator random) {
        this.telling = new Telling(key);
        this.backoff = new Backoff(settings.reconnect(), random);
        this.attempts = new AttemptMachine(key, settings);
    }

    Step step(Session session, Signal signal, Instant now) {
        History history = session.history();
        SessionState state = session.state();
        if (state instanceof Stopped) {
            return stay(history, state, signal);
        }
        if (signal instanceof Signal.Stop stop) {
            return stop(history, state, stop.reason(), now);
        }
        if (signal instanceof Signal.Throttled throttled) {
            return throttled(history, state, throttled.until());
        }
        if (state instanceof Live live) {
            return live(history, live, signal, now);
        }
        if (state instanceof Renewing renewing) {
            return renewing(history, renewing, signal, now);
        }
        if (state instanceof Attempt attempt) {
            return attempt(history, attempt, signal, now);
        }
        if (state instanceof Waiting waiting) {
            boolean due = signal instanceof Signal.Tick && !now.isBefore(waiting.until());
            return due ? begin(history, waiting.resume(), now) : stay(history, state, signal);
        }
        return state instanceof Idle && signal instanceof Signal.Start
                ? begin(history, Optional.empty(), now)
                : stay(history, state, signal);
    }

    private Step begin(History history, Optional<Resume> resume, Instant now) {
        Optional<Resume> usable = resume.filter(one -> one.usable(now));
        if (usable.isEmpty() && history.throttledUntil().isAfter(now)) {
            return Step.of(history, new Waiting(afterThrottle(history), Optional.empty()));
        }
        History next = history.attempting();
        return Step.of(next, Acquiring.queued(next.attempts(), usable), new Command.AwaitTurn(next.attempts()));
    }

    private Step attempt(History history, Attempt attempt, Signal signal, Instant now) {
        if (throttledTurn(history, attempt, signal, now)) {
            Waiting waiting = new Waiting(afterThrottle(history), Optional.empty());
            return Step.of(history, waiting, new Command.End(attempt.id(), false));
        }
        Progress progress = attempts.step(attempt, signal, now);
        if (progress instanceof Progress.Going going) {
            return Step.of(history, going.next(), going.commands()).after(stale(signal, attempt.id()));
        }
        return progress instanceof Progress.Reached reached
                ? open(history, reached, now)
                : failed(history, (Progress.Failed) progress, now);
    }

    private Step open(History history, Progress.Reached reached, Instant now) {
        Live live = new Live(
                reached.conversation(), reached.lease(), now, reached.lease().renewAt(), 0);
        return Step.of(history.open(), live, telling.opened(history, reached, now));
    }

    private Step failed(History history, Progress.Failed failed, Instant now) {
        Duration wait = backoff.after(failed.problem(), history.failures());
        History next = history.failed().told(failed.problem().code());
        return Step.of(
                        next,
                        new Waiting(now.plus(wait), failed.resume()),
                        complaints(history, failed.problem(), wait, now))
                .after(failed.commands());
    }

    private Step live(History history, Live live, Signal signal, Instant now) {
        if (!concerns(live, signal)) {
            return stay(history, live, signal);
        }
        Heard heard = conversations.hear(live.conversation(), signal, now);
        if (heard.problem().isPresent()) {
            return lost(history, live, heard.problem().get(), Optional.empty(), now);
        }
        Live next = live.hearing(heard.conversation());
        List<Command> commands = telling.said(next.conversation().link(), heard.utterances(), now);
        return signal instanceof Signal.Tick && !now.isBefore(next.renewAt())
                ? renew(history, next, now).after(commands)
                : Step.of(history, next, commands);
    }

    private Step renew(History history, Live live, Instant now) {
        if (history.throttledUntil().isAfter(now)) {
            return Step.of(history, live.renewingAgain(afterThrottle(history)));
        }
        History next = history.attempting();
        Attempt attempt = Acquiring.queued(next.attempts(), Optional.empty());
        return Step.of(next, new Renewing(live, attempt), new Command.AwaitTurn(next.attempts()));
    }

    private Step renewing(History history, Renewing renewing, Signal signal, Instant now) {
        Live live = renewing.current();
        if (!concerns(live, signal)) {
            return renewal(history, live, renewing.next(), signal, now);
        }
        Heard heard = conversations.hear(live.conversation(), signal, now);
        if (heard.problem().isPresent()) {
            return lost(history, live, heard.problem().get(), Optional.of(renewing.next()), now);
        }
        Live next = live.hearing(heard.conversation());
        List<Command> commands = telling.said(next.conversation().link(), heard.utterances(), now);
        return signal instanceof Signal.Tick
                ? renewal(history, next, renewing.next(), signal, now).after(commands)
                : Step.of(history, new Renewing(next, renewing.next()), commands);
    }

    private Step renewal(History history, Live live, Attempt attempt, Signal signal, Instant now) {
        if (throttledTurn(history, attempt, signal, now)) {
            Live later = live.renewingAgain(afterThrottle(history));
            return Step.of(history, later, new Command.End(attempt.id(), false));
        }
        Progress progress = attempts.step(attempt, signal, now);
        if (progress instanceof Progress.Going going) {
            return Step.of(history, new Renewing(live, going.next()), going.commands())
                    .after(stale(signal, attempt.id()));
        }
        return progress instanceof Progress.Reached reached
                ? renewed(history, live, reached, now)
                : notRenewed(history, live, (Progress.Failed) progress, now);
    }

    /** Make before break: only now that the new link is joined is the old one closed, and from here on ignored. */
    private Step renewed(History history, Live old, Progress.Reached reached, Instant now) {
        Lease lease = reached.lease();
        Live live = new Live(reached.conversation(), lease, old.openedAt(), lease.renewAt(), 0);
        return Step.of(history, live, telling.renewed(reached, now))
                .after(List.of(new Command.End(old.conversation().link(), false)));
    }

    private Step notRenewed(History history, Live live, Progress.Failed failed, Instant now) {
        Duration wait = backoff.after(failed.problem(), live.failedRenewals());
        History next = history.told(failed.problem().code());
        return Step.of(next, live.renewingAgain(now.plus(wait)), complaints(history, failed.problem(), wait, now))
                .after(failed.commands());
    }

    /** The link that delivered is gone. A renewal that is under way goes on as the next link. */
    private Step lost(History history, Live live, Problem problem, Optional<Attempt> next, Instant now) {
        boolean stayedOpen = !now.isBefore(live.openedAt().plus(STAYED_OPEN));
        Conversation conversation = live.conversation();
        Instant lastHeard = ((Conversation.Joined) conversation.stage()).lastHeard();
        History missing = (stayedOpen ? history.forgiven() : history).missing(lastHeard);
        List<Command> commands = new ArrayList<>();
        commands.add(new Command.End(conversation.link(), false));
        commands.add(telling.lost(problem, now));
        if (next.isPresent()) {
            commands.addAll(complaints(missing, problem, Duration.ZERO, now));
            return Step.of(missing.told(problem.code()), next.get(), commands);
        }
        Duration wait = backoff.after(problem, missing.failures());
        commands.addAll(complaints(missing, problem, wait, now));
        Optional<Resume> resume = problem.transport()
                ? Optional.of(Resume.after(live.lease(), conversation.recovery()))
                : Optional.empty();
        return Step.of(missing.failed().told(problem.code()), new Waiting(now.plus(wait), resume), commands);
    }

    private Step stop(History history, SessionState state, String reason, Instant now) {
        List<Command> commands = new ArrayList<>();
        if (state instanceof Attempt attempt) {
            commands.add(new Command.End(attempt.id(), true));
        } else if (state instanceof Renewing renewing) {
            commands.add(new Command.End(renewing.next().id(), true));
            commands.addAll(closed(renewing.current(), reason, now));
        } else if (state instanceof Live live) {
            commands.addAll(closed(live, reason, now));
        }
        return Step.of(history, new Stopped(), commands);
    }

    private List<Command> closed(Live live, String reason, Instant now) {
        return List.of(new Command.End(live.conversation().link(), true), telling.closed(reason, false, now));
    }

    private Step throttled(History history, SessionState state, Instant until) {
        History next = history.throttled(until);
        boolean early = state instanceof Waiting waiting
                && waiting.resume().isEmpty()
                && waiting.until().isBefore(until);
        return Step.of(next, early ? new Waiting(afterThrottle(next), Optional.empty()) : state);
    }

    private List<Command> complaints(History history, Problem problem, Duration wait, Instant now) {
        Command complaint = telling.complaint(history, problem, wait);
        return problem.code().equals(GraphProblem.THROTTLED.code())
                ? List.of(complaint, new Command.Throttle(now.plus(backoff.pause(problem, wait))))
                : List.of(complaint);
    }

    private Instant afterThrottle(History history) {
        return history.throttledUntil().plus(backoff.spread());
    }

    /** A turn may come when another session has been told meanwhile to leave Graph alone. */
    private static boolean throttledTurn(History history, Attempt attempt, Signal signal, Instant now) {
        return signal instanceof Signal.TurnCame
                && attempt instanceof Acquiring acquiring
                && acquiring.stage() == Stage.TURN
                && acquiring.resume().isEmpty()
                && history.throttledUntil().isAfter(now);
    }

    private static boolean concerns(Live live, Signal signal) {
        return signal instanceof Signal.Tick
                || (signal instanceof Signal.OfAttempt ours
                        && ours.attempt() == live.conversation().link());
    }

    private static Step stay(History history, SessionState state, Signal signal) {
        return Step.of(history, state, stale(signal, -1));
    }

    /** A link that opens when nobody wants it any more is closed at once. */
    private static List<Command> stale(Signal signal, long current) {
        return signal instanceof Signal.LinkOpened late && late.attempt() != current
                ? List.of(new Command.End(late.attempt(), false))
                : List.of();
    }
}
