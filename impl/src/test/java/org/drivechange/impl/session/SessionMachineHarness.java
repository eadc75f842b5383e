// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.HostPolicy;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.retry.ReconnectSettings;
import org.drivechange.impl.socketio.NotificationUrl.Reading;

/** Fake Graph, notification service and clock around one session machine. A month takes a moment. */
public class SessionMachineHarness {

    static final Duration LATENCY = Duration.ofMillis(20);
    static final Duration PING_INTERVAL = Duration.ofSeconds(25);
    static final Duration PING_TIMEOUT = Duration.ofSeconds(20);
    public static final SessionKey KEY = new SessionKey(DriveTarget.parse("/me/drive/root"), "");

    public static final SessionSettings SETTINGS = new SessionSettings(
            Duration.ofSeconds(30),
            new ReconnectSettings(Duration.ofSeconds(1), Duration.ofMinutes(5), 0.5),
            Duration.ofMinutes(2),
            new SessionSettings.Wire(EngineIoVersion.EIO4, Reading.NAMESPACE, 1 << 20),
            new HostPolicy(List.of(), false));

    /** Behaviour of a fake component. */
    enum Behaviour {
        WORKS,
        FAILS,
        /** The host cannot be reached. */
        REFUSES,
        HANGS
    }

    private record ScheduledAction(Instant at, long order, Runnable action) {}

    private final PriorityQueue<ScheduledAction> plan =
            new PriorityQueue<>(Comparator.comparing(ScheduledAction::at).thenComparing(ScheduledAction::order));
    private final SessionMachine machine;
    private final Map<Long, Boolean> joined = new HashMap<>();
    private long order;

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    SessionSnapshot session = SessionSnapshot.idle();
    final List<DriveEvent> events = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    final List<String> next = new ArrayList<>();
    final List<Instant> graphRequests = new ArrayList<>();
    final List<Instant> linkAttempts = new ArrayList<>();
    final Set<Long> openLinks = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();
    int rejectedTokens;
    int steps;

    SessionMachineHarness(long seed) {
        this(SETTINGS, new SplittableRandom(seed));
    }

    SessionMachineHarness(SessionSettings settings, RandomGenerator random) {
        machine = new SessionMachine(KEY, settings, random);
    }

    // overridden by tests

    Behaviour token() {
        return Behaviour.WORKS;
    }

    SubscriptionResult graph() {
        return new Subscription("id", "https://example.svc.ms/notifications?token=t-" + order, Duration.ofHours(1));
    }

    Behaviour webSocket() {
        return Behaviour.WORKS;
    }

    Behaviour handshake() {
        return Behaviour.WORKS;
    }

    Behaviour connect() {
        return Behaviour.WORKS;
    }

    Behaviour ping(long link) {
        return Behaviour.WORKS;
    }

    Duration pong() {
        return LATENCY;
    }

    void joined(long link) {}

    void checkInvariants(Signal signal) {}

    // actions of tests

    void start() {
        step(new Signal.Start());
    }

    void run(Duration time) {
        Instant end = now.plus(time);
        while (true) {
            Instant planned = plan.isEmpty() ? Instant.MAX : plan.peek().at();
            Instant due = session.state().due();
            Instant next = planned.isBefore(due) ? planned : due;
            if (next.isAfter(end)) {
                now = end;
                return;
            }
            now = next.isAfter(now) ? next : now;
            if (!planned.isAfter(due)) {
                plan.remove().action().run();
            } else {
                step(new Signal.Tick());
            }
        }
    }

    void after(Duration delay, Runnable action) {
        plan.add(new ScheduledAction(now.plus(delay), order++, action));
    }

    void serverSends(long link, String frame) {
        after(LATENCY, () -> {
            if (openLinks.contains(link)) {
                step(new Signal.TextReceived(link, frame));
            }
        });
    }

    void notifyAll(String resource) {
        joined.keySet().forEach(link -> serverSends(link, notification(resource)));
    }

    void loseAll() {
        List.copyOf(openLinks).forEach(this::lose);
    }

    void lose(long link) {
        if (openLinks.remove(link)) {
            joined.remove(link);
            step(new Signal.ConnectionLost(link, "gone"));
        }
    }

    Set<Long> joinedLinks() {
        return joined.keySet();
    }

    static String notification(String resource) {
        return "42/notifications,[\"notification\",\"{\\\"value\\\":[{\\\"resource\\\":\\\"" + resource + "\\\"}]}\"]";
    }

    List<String> changed() {
        return events.stream()
                .filter(DriveNotification.class::isInstance)
                .map(event -> ((DriveNotification) event).resource())
                .filter(resource -> resource != null)
                .toList();
    }

    <T extends DriveEvent> List<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void step(Signal signal) {
        steps++;
        Transition step = machine.onSignal(session, signal, now);
        session = step.session();
        step.commands().forEach(this::execute);
        checkInvariants(signal);
    }

    private void execute(Command command) {
        if (command instanceof Command.AcquirePermit acquire) {
            after(Duration.ZERO, () -> step(new Signal.PermitGranted(acquire.attempt())));
        } else if (command instanceof Command.RequestToken request) {
            rejectedTokens += request.rejected().isPresent() ? 1 : 0;
            requestToken(request.attempt());
        } else if (command instanceof Command.RejectToken) {
            rejectedTokens++;
        } else if (command instanceof Command.RequestSubscription request) {
            graphRequests.add(now);
            SubscriptionResult answer = graph();
            if (answer != null) {
                after(LATENCY, () -> step(new Signal.SubscriptionReceived(request.attempt(), answer)));
            }
        } else if (command instanceof Command.OpenConnection open) {
            linkAttempts.add(now);
            openLink(open.attempt());
        } else if (command instanceof Command.Send send) {
            received(send.attempt(), send.frame());
        } else if (command instanceof Command.Ping ping) {
            after(pong(), () -> step(new Signal.PongReceived(ping.attempt())));
        } else if (command instanceof Command.Abandon end) {
            ended.add(end.attempt());
            openLinks.remove(end.attempt());
            joined.remove(end.attempt());
        } else if (command instanceof Command.FireEvent emit) {
            events.add(emit.event());
        } else if (command instanceof Command.ReportAnomaly anomaly) {
            failures.add(anomaly.failure().describe(KEY));
        } else if (command instanceof Command.ReportFailure failure && failure.isNew()) {
            failures.add(failure.failure().describe(KEY));
            next.add(failure.next());
        }
    }

    private void requestToken(long attempt) {
        Behaviour behaviour = token();
        if (behaviour == Behaviour.WORKS) {
            after(LATENCY, () -> step(new Signal.TokenReceived(attempt, new AccessToken("t"))));
        } else if (behaviour == Behaviour.FAILS) {
            after(
                    LATENCY,
                    () -> step(new Signal.SubscriptionReceived(
                            attempt,
                            new org.drivechange.impl.graph.GraphFailure(
                                    org.drivechange.impl.diagnostics.ErrorCode.TOKEN_UNAVAILABLE, "test"))));
        }
    }

    private void openLink(long attempt) {
        Behaviour behaviour = webSocket();
        if (behaviour == Behaviour.FAILS || behaviour == Behaviour.REFUSES) {
            after(LATENCY, () -> step(new Signal.ConnectionLost(attempt, "refused", behaviour == Behaviour.REFUSES)));
        } else if (behaviour == Behaviour.WORKS) {
            after(LATENCY, () -> {
                if (ended.contains(attempt)) {
                    return;
                }
                openLinks.add(attempt);
                step(new Signal.ConnectionOpened(attempt));
                if (handshake() == Behaviour.WORKS) {
                    serverSends(
                            attempt,
                            "0{\"sid\":\"e" + attempt + "\",\"upgrades\":[],\"pingInterval\":"
                                    + PING_INTERVAL.toMillis() + ",\"pingTimeout\":" + PING_TIMEOUT.toMillis() + "}");
                }
            });
        }
    }

    private void received(long link, String frame) {
        if (frame.startsWith("41")) {
            joined.remove(link);
        } else if (frame.startsWith("40")) {
            Behaviour behaviour = connect();
            if (behaviour == Behaviour.WORKS) {
                serverSends(link, "40/notifications,{\"sid\":\"s" + link + "\"}");
                joined.put(link, true);
                after(LATENCY, () -> joined(link));
                schedulePing(link);
            } else if (behaviour == Behaviour.FAILS) {
                serverSends(link, "44/notifications,{\"message\":\"Invalid namespace\"}");
            }
        }
    }

    private void schedulePing(long link) {
        after(PING_INTERVAL, () -> {
            if (openLinks.contains(link) && ping(link) == Behaviour.WORKS) {
                step(new Signal.TextReceived(link, "2"));
                schedulePing(link);
            }
        });
    }
}
