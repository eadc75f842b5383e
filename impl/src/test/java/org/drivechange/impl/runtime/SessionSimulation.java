// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.connection.EventTimes;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.graph.HostPolicy;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.runtime.SimulatedService.FailureRate;
import org.drivechange.impl.session.DeliveryInvariants;
import org.drivechange.impl.session.SessionMachine;
import org.drivechange.impl.session.SessionSettings;
import org.drivechange.impl.session.SessionState;
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Renewing;
import org.drivechange.impl.session.SessionState.Waiting;
import org.drivechange.impl.socketio.NotificationUrl.Reading;

/** Simulation of one session over a month with random faults determined by a seed. */
final class SessionSimulation {

    private static final Duration LENGTH = Duration.ofDays(30);
    /** Longer than the detection of the slowest dead connection. */
    private static final Duration CALM = Duration.ofHours(6);

    /** Maximum delay of the watchdog when timers do not fire: the tolerance of the session and one round of sweeps. */
    private static final long LATE = 15 * SimulatedService.SECOND;

    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofMinutes(5);
    private static final SessionKey KEY = new SessionKey(DriveTarget.parse("/me/drive/root"), "");

    private final SplittableRandom random;
    private final VirtualClock timeline = new VirtualClock();
    private final SimulatedExecutors workers;
    private final SimulatedService service;
    private final ConnectLimiter schedule = new ConnectLimiter();
    private final DriveSession session;
    private final AsynchronousLog log = new AsynchronousLog(Runnable::run);
    private final DeliveryInvariants ledger = new DeliveryInvariants(timeline);
    private final List<ConnectLimiter.Permit> permits = new ArrayList<>();

    /** Whether submissions to threads and timers occasionally fail, as with a full heap. */
    private final boolean faulty;

    private boolean calm;
    private Instant throttledUntil = Instant.MIN;
    private SessionState before = new SessionState.Idle();
    private boolean overlapped;
    private long steps;

    /** Next beat of the watchdog, if timers are late after the machine has slept. */
    private long nextSweep = Long.MAX_VALUE;

    SessionSimulation(long seed) {
        random = new SplittableRandom(seed);
        workers = new SimulatedExecutors(timeline, () -> random.nextLong(5 * SimulatedService.MILLISECOND));
        service = new SimulatedService(timeline, workers, random.split());
        faulty = random.nextInt(4) == 0;
        SessionSettings settings = new SessionSettings(
                Duration.ofSeconds(30),
                new SessionSettings.Reconnect(DELAY, MAX_DELAY, 0.5),
                Duration.ofMinutes(2),
                new SessionSettings.Wire(
                        service.old() && random.nextBoolean() ? EngineIoVersion.EIO3 : EngineIoVersion.EIO4,
                        Reading.NAMESPACE,
                        1 << 16),
                new HostPolicy(List.of(), false));
        session = new DriveSession(
                KEY,
                new SessionMachine(KEY, settings, random.split()),
                new SessionEnvironment(
                        service,
                        service,
                        new TokenRequestLimiter(service, workers, log),
                        workers,
                        timeline,
                        schedule,
                        log),
                event -> ledger.delivered(
                        event, EventTimes.convert(event, timeline::wall), overlapping(), service.recovers()),
                new RecordingListener());
    }

    /**
     * Runs the month.
     *
     * @return number of events
     * @throws AssertionError if an invariant is violated
     */
    long pass() {
        schedule.join(KEY.account(), until -> throttledUntil = until.isAfter(throttledUntil) ? until : throttledUntil);
        session.start();
        if (faulty) {
            workers.failing(() -> !calm && random.nextInt(20) == 0);
            sweep();
        }
        change();
        trouble();
        timeline.pass(LENGTH, this::check);
        if (random.nextInt(4) > 0) {
            recover();
        }
        stop();
        return steps;
    }

    /** Applications may stop during faults. */
    private void recover() {
        calm = true;
        service.failureRate(FailureRate.NEVER);
        release();
        timeline.pass(timeline.frozenFor().plus(CALM), this::check);
        require(session.state() instanceof Open || session.state() instanceof Renewing, () -> "is not open again");
        ledger.checkNothingIsLostInSilence(LENGTH.toNanos());
    }

    private void stop() {
        timeline.pass(timeline.frozenFor(), () -> {});
        boolean[] ended = new boolean[1];
        session.stop("the month is over").thenRun(() -> ended[0] = true);
        timeline.pass(Duration.ofMinutes(2), () -> {});
        require(ended[0], () -> "does not end");
        require(faulty || service.open() == 0, () -> "leaves a link open");
        require(faulty || workers.timers() == 0, () -> "leaves a timer");
        require(session.statistics().state() == DriveWatch.State.CLOSED, () -> "is not closed");
    }

    // events

    private void change() {
        changes();
        timeline.after(Duration.ofSeconds(random.nextInt(1, 4 * 3600)), this::change);
    }

    private void changes() {
        int burst = random.nextInt(10) == 0 ? random.nextInt(1, 20) : 1;
        for (int i = 0; i < burst; i++) {
            int number = ledger.next();
            int delivered = service.emit(number, random.nextInt(100) > 0);
            ledger.emitted(timeline.nanos(), delivered);
        }
    }

    private void trouble() {
        if (!calm) {
            somethingFails();
            timeline.after(Duration.ofSeconds(random.nextInt(1, 30 * 3600)), this::trouble);
        }
    }

    /** Combines changes and faults with a hand-over between connections, where they may do harm. */
    private void crowd() {
        if (!calm && random.nextInt(8) == 0) {
            timeline.after(random.nextLong(SimulatedService.SECOND), this::changes);
            timeline.after(random.nextLong(2 * SimulatedService.SECOND), this::somethingFails);
        }
    }

    /** The watchdog, at a lower rate than in reality. */
    private void sweep() {
        timeline.inProcess(session::sweep);
        timeline.after(Duration.ofHours(1), this::sweep);
    }

    private void somethingFails() {
        if (calm) {
            return;
        }
        switch (random.nextInt(17)) {
            case 0 -> service.toEach(SimulatedConnection::reset);
            case 1 -> service.toEach(SimulatedConnection::closeOrderly);
            case 2 -> service.toEach(SimulatedConnection::swallow);
            case 3 -> service.toEach(SimulatedConnection::disconnect);
            case 4 -> service.toEach(link -> link.sendFrame("42/notifications,[broken"));
            case 5 -> service.toEach(link -> link.sendFrame("42/notifications,[\"x\"," + "1".repeat(1 << 16) + "]"));
            case 6 -> service.toEach(SessionSimulation::attach);
            case 7 -> service.toEach(link -> link.sayBinary(new byte[] {4, 1}));
            case 8 -> service.failureRate(random.nextBoolean() ? FailureRate.NEVER : FailureRate.SOMETIMES);
            case 9 -> outage();
            case 10 -> service.toEach(SimulatedConnection::overrun);
            case 11 ->
                timeline.inProcess(() -> schedule.throttle(
                        KEY.account(), timeline.instant().plusSeconds(random.nextInt(1, 1000)), timeline.instant()));
            case 12 -> timeline.freeze(Duration.ofSeconds(random.nextInt(1, 7200)));
            case 13 -> freezeAroundALoss();
            case 14 -> timeline.wallError(Duration.ofMillis(random.nextLong(-7_200_000, 7_200_000)));
            case 15 -> suspend();
            default -> othersTakeAllTurns();
        }
        service.throwOutExpired();
    }

    private static void attach(SimulatedConnection link) {
        link.sendFrame("451-/notifications,[\"x\",{\"_placeholder\":true,\"num\":0}]");
        link.sayBinary(new byte[] {4, 1, 2, 3});
    }

    /** Freeze, change, loss, change, thaw. */
    private void freezeAroundALoss() {
        timeline.freeze(Duration.ofSeconds(random.nextInt(30, 300)));
        timeline.after(random.nextLong(20 * SimulatedService.SECOND), this::changes);
        timeline.after(
                20 * SimulatedService.SECOND,
                () -> service.toEach(
                        random.nextBoolean() ? SimulatedConnection::reset : SimulatedConnection::closeOrderly));
        timeline.after(25 * SimulatedService.SECOND, this::changes);
    }

    /** Suspends the machine: the wall clock continues, and the monotonic clock of timers does not. */
    private void suspend() {
        Duration time = Duration.ofSeconds(random.nextInt(1, 12 * 3600));
        if (timeline.freeze(time)) {
            workers.suspend(time);
            sweepAt(timeline.nanos() + time.toNanos());
            if (random.nextBoolean()) {
                timeline.after(random.nextLong(time.toNanos()), this::changes);
                timeline.after(random.nextLong(time.toNanos()), () -> service.toEach(SimulatedConnection::reset));
            }
        }
    }

    /** The watchdog, when a sweep is due. */
    private void sweepAt(long moment) {
        nextSweep = moment + random.nextLong(10 * SimulatedService.SECOND);
        timeline.after(nextSweep - timeline.nanos(), () -> timeline.inProcess(this::sweepLateTimers));
    }

    private void sweepLateTimers() {
        nextSweep = Long.MAX_VALUE;
        session.sweep();
        SessionState now = session.state();
        if (now.due().isBefore(Instant.MAX)) {
            long due = VirtualClock.nanos(now.due());
            require(faulty || timeline.nanos() <= due + LATE, () -> "is overdue since " + now.due());
            if (workers.nextTimer() > Math.max(timeline.nanos(), due)) {
                sweepAt(Math.max(timeline.nanos(), due + LATE - 10 * SimulatedService.SECOND));
            }
        }
    }

    private void outage() {
        service.failureRate(FailureRate.ALWAYS);
        service.toEach(random.nextBoolean() ? SimulatedConnection::reset : SimulatedConnection::swallow);
        timeline.after(
                Duration.ofSeconds(random.nextInt(1, 7200)),
                () -> service.failureRate(calm ? FailureRate.NEVER : FailureRate.SOMETIMES));
    }

    private void othersTakeAllTurns() {
        if (permits.isEmpty()) {
            for (int i = 0; i < 32; i++) {
                permits.add(schedule.request(KEY.account(), false, () -> {}));
            }
            timeline.after(Duration.ofSeconds(random.nextInt(1, 600)), () -> timeline.inProcess(this::release));
        }
    }

    private void release() {
        permits.forEach(ConnectLimiter.Permit::release);
        permits.clear();
    }

    // invariants

    private void check() {
        steps++;
        SessionState now = session.state();
        require(!(now instanceof SessionState.Stopped), () -> "came to an end");
        require(workers.questions() <= 1, () -> workers.questions() + " requests are in flight");
        if (faulty) {
            return;
        }
        int links = now instanceof Renewing || overlapping() ? 2 : now instanceof Waiting ? 0 : 1;
        require(service.open() <= links + workers.calls(), () -> service.open() + " links are open");
        require(workers.timers() <= 1 + workers.calls(), () -> workers.timers() + " timers are armed");
        if (now.due().isBefore(Instant.MAX)) {
            long due = Math.max(timeline.nanos(), VirtualClock.nanos(now.due()));
            require(
                    workers.nextTimer() <= due
                            || nextSweep <= due + LATE + timeline.frozenFor().toNanos(),
                    () -> "has no timer for " + now.due());
        }
        if (now instanceof Waiting waiting && !now.equals(before)) {
            checkWait(waiting);
        }
        boolean open = now instanceof Open || now instanceof Renewing;
        require(
                open == (session.statistics().state() == DriveWatch.State.OPEN),
                () -> "tells " + session.statistics().state());
        if (overlapping() != overlapped || now instanceof Renewing != before instanceof Renewing) {
            crowd();
        }
        overlapped = overlapping();
        before = now;
    }

    private void checkWait(Waiting waiting) {
        Duration wait = Duration.between(timeline.instant(), waiting.until());
        Duration asked = service.retryAfter();
        Duration longest = asked.compareTo(MAX_DELAY) > 0 ? asked : MAX_DELAY;
        boolean throttled =
                !waiting.until().isBefore(throttledUntil) && waiting.until().isBefore(throttledUntil.plus(DELAY));
        require(throttled || wait.compareTo(longest.plus(DELAY)) <= 0, () -> "waits for " + wait);
        require(throttled || wait.compareTo(DELAY.dividedBy(2)) >= 0, () -> "waits for " + wait);
    }

    private boolean overlapping() {
        return session.state() instanceof Open live && live.draining().isPresent();
    }

    private void require(boolean right, Supplier<String> otherwise) {
        if (!right) {
            throw new AssertionError(
                    otherwise.get() + "; at " + timeline.instant() + ", step " + steps + ", in " + session.state());
        }
    }
}
