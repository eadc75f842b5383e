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
import org.drivechange.impl.retry.ReconnectSettings;
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
    private static final Duration RECOVERY_TIME = Duration.ofHours(6);

    /** Maximum delay of the watchdog when timers do not fire: the tolerance of the session and one round of sweeps. */
    private static final long MAX_WATCHDOG_DELAY = 15 * SimulatedService.SECOND;

    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofMinutes(5);
    private static final SessionKey KEY = new SessionKey(DriveTarget.parse("/me/drive/root"), "");

    private final SplittableRandom random;
    private final VirtualClock clock = new VirtualClock();
    private final SimulatedExecutors executors;
    private final SimulatedService service;
    private final ConnectLimiter limiter = new ConnectLimiter();
    private final DriveSession session;
    private final AsynchronousLog log = new AsynchronousLog(Runnable::run);
    private final DeliveryInvariants invariants = new DeliveryInvariants(clock);
    private final List<ConnectLimiter.Permit> permits = new ArrayList<>();

    /** Whether submissions to threads and timers occasionally fail, as with a full heap. */
    private final boolean faulty;

    private boolean recovering;
    private Instant throttledUntil = Instant.MIN;
    private SessionState before = new SessionState.Idle();
    private boolean overlapped;
    private long steps;

    /** Next beat of the watchdog, if timers are late after the machine was suspended. */
    private long nextSweep = Long.MAX_VALUE;

    SessionSimulation(long seed) {
        random = new SplittableRandom(seed);
        executors = new SimulatedExecutors(clock, () -> random.nextLong(5 * SimulatedService.MILLISECOND));
        service = new SimulatedService(clock, executors, random.split());
        faulty = random.nextInt(4) == 0;
        SessionSettings settings = new SessionSettings(
                Duration.ofSeconds(30),
                new ReconnectSettings(DELAY, MAX_DELAY, 0.5),
                Duration.ofMinutes(2),
                new SessionSettings.Wire(
                        service.revision3() && random.nextBoolean() ? EngineIoVersion.EIO3 : EngineIoVersion.EIO4,
                        Reading.NAMESPACE,
                        1 << 16),
                new HostPolicy(List.of(), false));
        session = new DriveSession(
                KEY,
                new SessionMachine(KEY, settings, random.split()),
                new SessionEnvironment(
                        service,
                        service,
                        new TokenRequestLimiter(service, executors, log),
                        executors,
                        clock,
                        limiter,
                        log),
                event -> invariants.delivered(
                        event, EventTimes.convert(event, clock::wall), overlapping(), service.supportsRecovery()),
                new RecordingListener());
    }

    /**
     * Runs the month.
     *
     * @return number of events
     * @throws AssertionError if an invariant is violated
     */
    long run() {
        limiter.join(KEY.account(), until -> throttledUntil = until.isAfter(throttledUntil) ? until : throttledUntil);
        session.start();
        if (faulty) {
            executors.failSubmissionsIf(() -> !recovering && random.nextInt(20) == 0);
            sweep();
        }
        scheduleChanges();
        scheduleFaults();
        clock.advance(LENGTH, this::check);
        // an application may also stop during faults
        if (random.nextInt(4) > 0) {
            recover();
        }
        stop();
        return steps;
    }

    /** Ends all faults and checks that the session is open and that every change is accounted for. */
    private void recover() {
        recovering = true;
        service.failureRate(FailureRate.NEVER);
        releasePermits();
        clock.advance(clock.frozenFor().plus(RECOVERY_TIME), this::check);
        require(session.state() instanceof Open || session.state() instanceof Renewing, () -> "is not open again");
        invariants.checkNoUnreportedLoss(LENGTH.toNanos());
    }

    private void stop() {
        clock.advance(clock.frozenFor(), () -> {});
        boolean[] stopped = new boolean[1];
        session.stop("the month is over").thenRun(() -> stopped[0] = true);
        clock.advance(Duration.ofMinutes(2), () -> {});
        require(stopped[0], () -> "does not stop");
        require(faulty || service.open() == 0, () -> "leaves a connection open");
        require(faulty || executors.timers() == 0, () -> "leaves a timer");
        require(session.statistics().state() == DriveWatch.State.CLOSED, () -> "is not closed");
    }

    // events

    private void scheduleChanges() {
        emitChanges();
        clock.after(Duration.ofSeconds(random.nextInt(1, 4 * 3600)), this::scheduleChanges);
    }

    private void emitChanges() {
        int burst = random.nextInt(10) == 0 ? random.nextInt(1, 20) : 1;
        for (int i = 0; i < burst; i++) {
            int number = invariants.next();
            int delivered = service.emit(number, random.nextInt(100) > 0);
            invariants.emitted(clock.nanos(), delivered);
        }
    }

    private void scheduleFaults() {
        if (!recovering) {
            injectFault();
            clock.after(Duration.ofSeconds(random.nextInt(1, 30 * 3600)), this::scheduleFaults);
        }
    }

    /** Combines changes and faults with a handover between connections. */
    private void combineFaults() {
        if (!recovering && random.nextInt(8) == 0) {
            clock.after(random.nextLong(SimulatedService.SECOND), this::emitChanges);
            clock.after(random.nextLong(2 * SimulatedService.SECOND), this::injectFault);
        }
    }

    /** Sweeps as the watchdog does, at a lower rate. */
    private void sweep() {
        clock.inProcess(session::sweep);
        clock.after(Duration.ofHours(1), this::sweep);
    }

    private void injectFault() {
        if (recovering) {
            return;
        }
        switch (random.nextInt(17)) {
            case 0 -> service.forEachConnection(SimulatedConnection::reset);
            case 1 -> service.forEachConnection(SimulatedConnection::closeOrderly);
            case 2 -> service.forEachConnection(SimulatedConnection::dropSilently);
            case 3 -> service.forEachConnection(SimulatedConnection::disconnect);
            case 4 -> service.forEachConnection(connection -> connection.sendFrame("42/notifications,[broken"));
            case 5 ->
                service.forEachConnection(
                        connection -> connection.sendFrame("42/notifications,[\"x\"," + "1".repeat(1 << 16) + "]"));
            case 6 -> service.forEachConnection(SessionSimulation::sendAttachment);
            case 7 -> service.forEachConnection(connection -> connection.sendBinary(new byte[] {4, 1}));
            case 8 -> service.failureRate(random.nextBoolean() ? FailureRate.NEVER : FailureRate.SOMETIMES);
            case 9 -> outage();
            case 10 -> service.forEachConnection(SimulatedConnection::sendOversized);
            case 11 ->
                clock.inProcess(() -> limiter.throttle(
                        KEY.account(), clock.instant().plusSeconds(random.nextInt(1, 1000)), clock.instant()));
            case 12 -> clock.freeze(Duration.ofSeconds(random.nextInt(1, 7200)));
            case 13 -> freezeAroundLoss();
            case 14 -> clock.wallError(Duration.ofMillis(random.nextLong(-7_200_000, 7_200_000)));
            case 15 -> suspend();
            default -> exhaustPermits();
        }
        service.disconnectExpired();
    }

    private static void sendAttachment(SimulatedConnection connection) {
        connection.sendFrame("451-/notifications,[\"x\",{\"_placeholder\":true,\"num\":0}]");
        connection.sendBinary(new byte[] {4, 1, 2, 3});
    }

    /** Freeze, change, loss, change, thaw. */
    private void freezeAroundLoss() {
        clock.freeze(Duration.ofSeconds(random.nextInt(30, 300)));
        clock.after(random.nextLong(20 * SimulatedService.SECOND), this::emitChanges);
        clock.after(
                20 * SimulatedService.SECOND,
                () -> service.forEachConnection(
                        random.nextBoolean() ? SimulatedConnection::reset : SimulatedConnection::closeOrderly));
        clock.after(25 * SimulatedService.SECOND, this::emitChanges);
    }

    /** Suspends the machine: the wall clock continues, and the monotonic clock of timers does not. */
    private void suspend() {
        Duration time = Duration.ofSeconds(random.nextInt(1, 12 * 3600));
        if (clock.freeze(time)) {
            executors.suspend(time);
            sweepAt(clock.nanos() + time.toNanos());
            if (random.nextBoolean()) {
                clock.after(random.nextLong(time.toNanos()), this::emitChanges);
                clock.after(
                        random.nextLong(time.toNanos()), () -> service.forEachConnection(SimulatedConnection::reset));
            }
        }
    }

    /** Schedules a sweep of the watchdog. */
    private void sweepAt(long moment) {
        nextSweep = moment + random.nextLong(10 * SimulatedService.SECOND);
        clock.after(nextSweep - clock.nanos(), () -> clock.inProcess(this::sweepLateTimers));
    }

    private void sweepLateTimers() {
        nextSweep = Long.MAX_VALUE;
        session.sweep();
        SessionState now = session.state();
        if (now.due().isBefore(Instant.MAX)) {
            long due = VirtualClock.nanos(now.due());
            require(faulty || clock.nanos() <= due + MAX_WATCHDOG_DELAY, () -> "is overdue since " + now.due());
            if (executors.nextTimer() > Math.max(clock.nanos(), due)) {
                sweepAt(Math.max(clock.nanos(), due + MAX_WATCHDOG_DELAY - 10 * SimulatedService.SECOND));
            }
        }
    }

    private void outage() {
        service.failureRate(FailureRate.ALWAYS);
        service.forEachConnection(
                random.nextBoolean() ? SimulatedConnection::reset : SimulatedConnection::dropSilently);
        clock.after(
                Duration.ofSeconds(random.nextInt(1, 7200)),
                () -> service.failureRate(recovering ? FailureRate.NEVER : FailureRate.SOMETIMES));
    }

    private void exhaustPermits() {
        if (permits.isEmpty()) {
            for (int i = 0; i < 32; i++) {
                permits.add(limiter.request(KEY.account(), ConnectLimiter.Priority.CONNECT, () -> {}));
            }
            clock.after(Duration.ofSeconds(random.nextInt(1, 600)), () -> clock.inProcess(this::releasePermits));
        }
    }

    private void releasePermits() {
        permits.forEach(ConnectLimiter.Permit::release);
        permits.clear();
    }

    // invariants

    private void check() {
        steps++;
        SessionState now = session.state();
        require(!(now instanceof SessionState.Stopped), () -> "is stopped");
        require(executors.pendingRequests() <= 1, () -> executors.pendingRequests() + " requests are in flight");
        if (faulty) {
            return;
        }
        int connections = now instanceof Renewing || overlapping() ? 2 : now instanceof Waiting ? 0 : 1;
        require(service.open() <= connections + executors.calls(), () -> service.open() + " connections are open");
        require(executors.timers() <= 1 + executors.calls(), () -> executors.timers() + " timers are armed");
        if (now.due().isBefore(Instant.MAX)) {
            long due = Math.max(clock.nanos(), VirtualClock.nanos(now.due()));
            require(
                    executors.nextTimer() <= due
                            || nextSweep
                                    <= due
                                            + MAX_WATCHDOG_DELAY
                                            + clock.frozenFor().toNanos(),
                    () -> "has no timer for " + now.due());
        }
        if (now instanceof Waiting waiting && !now.equals(before)) {
            checkWait(waiting);
        }
        boolean open = now instanceof Open || now instanceof Renewing;
        require(
                open == (session.statistics().state() == DriveWatch.State.OPEN),
                () -> "reports " + session.statistics().state());
        if (overlapping() != overlapped || now instanceof Renewing != before instanceof Renewing) {
            combineFaults();
        }
        overlapped = overlapping();
        before = now;
    }

    private void checkWait(Waiting waiting) {
        Duration wait = Duration.between(clock.instant(), waiting.until());
        Duration retryAfter = service.retryAfter();
        Duration longest = retryAfter.compareTo(MAX_DELAY) > 0 ? retryAfter : MAX_DELAY;
        boolean throttled =
                !waiting.until().isBefore(throttledUntil) && waiting.until().isBefore(throttledUntil.plus(DELAY));
        require(throttled || wait.compareTo(longest.plus(DELAY)) <= 0, () -> "waits for " + wait);
        require(throttled || wait.compareTo(DELAY.dividedBy(2)) >= 0, () -> "waits for " + wait);
    }

    private boolean overlapping() {
        return session.state() instanceof Open open && open.draining().isPresent();
    }

    private void require(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new AssertionError(
                    message.get() + "; at " + clock.instant() + ", step " + steps + ", in " + session.state());
        }
    }
}
