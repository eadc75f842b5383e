// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import org.drivechange.DriveReset;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;

/**
 * Simulates a reader with a drive, a store, and an observer that keeps a mirror. Changes, failures and crashes come at random
 * between any two signals. After each complete round, the mirror equals the drive.
 */
final class DeltaSimulation {

    private static final SessionKey KEY = new SessionKey(ModelDrive.TARGET, "");

    private final SplittableRandom random;
    private final DeltaSettings.Start start;
    private final Duration quietPeriod;
    private final Mirror mirror = new Mirror();
    private final ModelGraph graph;
    private final Queue<DeltaSignal> signals = new ArrayDeque<>();
    private Optional<String> saved = Optional.empty();
    private long epoch;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private DeltaMachine machine;
    private DeltaSnapshot reader;
    private List<String> select = List.of();

    private long delivering;
    private EventBatch batch;
    private int step;
    private int completeRounds;
    private int resets;

    DeltaSimulation(long seed, DeltaSettings.Start start) {
        this.random = new SplittableRandom(seed);
        this.start = start;
        this.quietPeriod = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(2);
        this.graph = new ModelGraph(random, mirror);
        restart();
    }

    int completeRounds() {
        return completeRounds;
    }

    int resets() {
        return resets;
    }

    /** Runs until this time has passed. */
    void run(Duration duration) {
        Instant end = now.plus(duration);
        while (now.isBefore(end)) {
            disturb();
            if (signals.isEmpty()) {
                idle();
            } else {
                process(signals.remove());
            }
        }
    }

    /** Ends the disturbances, and runs until all changes were delivered. */
    void settle() {
        graph.settle();
        process(new DeltaSignal.ReadRequested());
        int before = completeRounds;
        for (int i = 0; i < 10_000 && completeRounds < before + 2; i++) {
            if (signals.isEmpty()) {
                idle();
            } else {
                process(signals.remove());
            }
        }
        assertThat(completeRounds).as("the reader completes rounds").isGreaterThan(before);
    }

    Map<String, String> mirror() {
        return mirror.items();
    }

    Map<String, String> drive() {
        return graph.drive().items();
    }

    private void disturb() {
        switch (random.nextInt(400)) {
            case 0, 1, 2, 3, 4, 5, 6 -> {
                graph.drive().change(random);
                process(new DeltaSignal.Notified());
            }
            case 7 -> {
                graph.changeLate();
                process(new DeltaSignal.Notified());
            }
            case 8, 9 -> graph.drive().change(random);
            case 10 -> restart();
            case 11 -> process(new DeltaSignal.ReadRequested());
            case 12 -> disturbSeldom();
            case 13 -> graph.showLateChanges();
            case 14 -> process(new DeltaSignal.Throttled(now.plusSeconds(random.nextInt(60))));
            case 15 -> stop();
            default -> {}
        }
    }

    private void disturbSeldom() {
        switch (random.nextInt(40)) {
            case 0, 1 -> process(new DeltaSignal.ResyncRequested());
            case 2, 3 -> graph.drive().expireLinks();
            case 4 -> graph.beginEndlessRounds(now);
            case 5 -> {
                select = select.isEmpty() ? List.of("shared") : List.of();
                restart();
            }
            case 6 -> {
                graph.replaceDrive();
                restart();
            }
            default -> {}
        }
    }

    /** Stops gracefully, and starts again. */
    private void stop() {
        process(new DeltaSignal.Stop());
        while (!reader.stopped()) {
            if (signals.isEmpty()) {
                deliverStep();
            } else {
                process(signals.remove());
            }
        }
        restart();
    }

    /** The step that runs may finish. */
    private void stopDelivery(long call) {
        if (batch != null && (step + 1 < batch.steps().size() || random.nextBoolean())) {
            batch = null;
            signals.add(new DeltaSignal.DeliveryStopped(call));
        }
    }

    /** Simulates a crash: only the saved position and the mirror remain. */
    private void restart() {
        signals.clear();
        batch = null;
        machine = new DeltaMachine(KEY, DeltaTestSettings.of(start, select, quietPeriod, 0.5), true, random.split());
        reader = DeltaSnapshot.idle();
        process(new DeltaSignal.Start());
    }

    /** Delivers the next step, or lets time pass until the next tick. */
    private void idle() {
        if (batch != null) {
            deliverStep();
            return;
        }
        Instant due = reader.due(quietPeriod);
        assertThat(due).as("%s has a next step", reader.phase()).isBefore(Instant.MAX);
        Instant later = now.plusSeconds(random.nextInt(1, 600));
        now = due.isAfter(now) ? (due.isBefore(later) ? due : later) : now;
        process(new DeltaSignal.Tick());
    }

    private void deliverStep() {
        if (random.nextInt(50) == 0) {
            batch = null;
            signals.add(new DeltaSignal.StepFailed(
                    delivering, step, StepFailure.of("Observer.changed", new IllegalStateException())));
            return;
        }
        mirror.receive(batch.steps().get(step));
        step++;
        if (step == batch.steps().size()) {
            mirror.batchDelivered();
            batch = null;
            signals.add(new DeltaSignal.Delivered(delivering));
        }
    }

    private void process(DeltaSignal signal) {
        DeltaTransition transition = machine.onSignal(reader, signal, now);
        reader = transition.reader();
        transition.commands().forEach(this::execute);
    }

    private void execute(DeltaCommand command) {
        if (command instanceof DeltaCommand.OpenPosition open) {
            epoch++;
            signals.add(new DeltaSignal.PositionOpened(open.call(), epoch, saved));
        } else if (command instanceof DeltaCommand.SavePosition save) {
            save(save);
        } else if (command instanceof DeltaCommand.RequestToken request) {
            signals.add(new DeltaSignal.TokenReceived(request.call(), new AccessToken("t")));
        } else if (command instanceof DeltaCommand.AcquirePermit acquire) {
            signals.add(new DeltaSignal.PermitGranted(acquire.call()));
        } else if (command instanceof DeltaCommand.ResolveDrive resolve) {
            signals.add(new DeltaSignal.DriveReceived(resolve.call(), graph.driveId()));
        } else if (command instanceof DeltaCommand.ReadPage read) {
            signals.add(response(read));
        } else if (command instanceof DeltaCommand.Deliver deliver) {
            delivering = deliver.call();
            batch = deliver.batch();
            step = deliver.step();
            resets += batch.items() == 0 && batch.first() instanceof DriveReset ? 1 : 0;
        } else if (command instanceof DeltaCommand.StopDelivery stopping) {
            stopDelivery(stopping.call());
        } else if (command instanceof DeltaCommand.ReportRoundCompleted) {
            completeRounds++;
            assertThat(mirror.items()).isEqualTo(graph.itemsAtLastPage());
        }
    }

    private void save(DeltaCommand.SavePosition save) {
        assertThat(save.token().length()).isLessThan(16_000);
        if (random.nextInt(50) == 0) {
            signals.add(new DeltaSignal.PositionFailed(
                    save.call(), new GraphFailure(ErrorCode.POSITION_FAILED, "disk full")));
            return;
        }
        saved = Optional.of(save.token());
        signals.add(new DeltaSignal.PositionSaved(save.call(), true));
    }

    private DeltaSignal response(DeltaCommand.ReadPage read) {
        PageResult result = graph.read(read.request(), now);
        return result instanceof PageResult.Received received
                ? new DeltaSignal.PageReceived(read.call(), received.page())
                : new DeltaSignal.RequestFailed(read.call(), ((PageResult.Failed) result).failure());
    }
}
