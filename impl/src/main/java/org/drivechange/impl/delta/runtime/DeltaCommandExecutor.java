// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.drivechange.DriveReset;
import org.drivechange.impl.delta.DeltaCommand;
import org.drivechange.impl.delta.DeltaSignal;
import org.drivechange.impl.delta.DeltaSnapshot;
import org.drivechange.impl.delta.EventBatch;
import org.drivechange.impl.delta.StepFailure;
import org.drivechange.impl.delta.StepFailure.FailedObserver;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.SessionKey;

/** Executes the commands of one reader: requests, positions, deliveries and log lines. Called on its serial executor only. */
final class DeltaCommandExecutor {

    private final SessionKey key;
    private final DeltaEnvironment environment;
    private final DeltaRequests requests;
    private final PositionCalls positions;
    private final BatchDelivery delivery;
    private final LastResult outcomes;
    private final DeltaStatistics statistics;
    private final DeltaListener listener;

    DeltaCommandExecutor(
            SessionKey key,
            DeltaEnvironment environment,
            Consumer<DeltaSignal> mailbox,
            Executor serial,
            BatchDelivery delivery,
            DeltaStatistics statistics,
            DeltaListener listener) {
        this.key = key;
        this.environment = environment;
        this.requests = new DeltaRequests(key, environment, mailbox, serial);
        this.outcomes = new LastResult(mailbox);
        this.positions = new PositionCalls(key, environment.positions(), environment.executors(), outcomes);
        this.delivery = delivery;
        this.statistics = statistics;
        this.listener = listener;
    }

    void run(DeltaCommand command) {
        if (command instanceof DeltaCommand.RequestToken request) {
            requests.requestToken(request);
        } else if (command instanceof DeltaCommand.AcquirePermit acquire) {
            requests.acquirePermit(acquire.call(), acquire.baseline());
        } else if (command instanceof DeltaCommand.ReadPage read) {
            requests.read(read);
        } else if (command instanceof DeltaCommand.ResolveDrive resolve) {
            requests.resolve(resolve);
        } else if (command instanceof DeltaCommand.RejectToken reject) {
            requests.rejectToken(reject);
        } else if (command instanceof DeltaCommand.Cancel cancel) {
            requests.cancel(cancel.call());
        } else if (command instanceof DeltaCommand.Throttle throttle) {
            environment
                    .connectLimiter()
                    .throttle(
                            key.account(), throttle.until(), environment.clock().instant());
        } else {
            store(command);
        }
    }

    private void store(DeltaCommand command) {
        if (command instanceof DeltaCommand.OpenPosition open) {
            positions.open(open.call());
        } else if (command instanceof DeltaCommand.SavePosition save) {
            positions.save(save.call(), save.epoch(), save.token());
        } else if (command instanceof DeltaCommand.ReleasePosition) {
            positions.release();
        } else if (command instanceof DeltaCommand.Deliver deliver) {
            delivery.deliver(published(deliver.batch()), deliver.step(), new Outcome(deliver.call()));
        } else if (command instanceof DeltaCommand.StopDelivery) {
            delivery.stop();
        } else {
            report(command);
        }
    }

    /** Converts the time of a reset to wall-clock time. */
    private EventBatch published(EventBatch batch) {
        return batch.first() instanceof DriveReset reset
                ? EventBatch.of(DriveReset.of(
                        reset.target(),
                        reset.account(),
                        environment.clock().wall(reset.at()),
                        reset.epoch(),
                        reset.reason(),
                        reset.since()))
                : batch;
    }

    private void report(DeltaCommand command) {
        if (command instanceof DeltaCommand.ReportPage page) {
            statistics.addItems(page.items());
            Instant now = environment.clock().instant();
            listener.pageDelivered(page.items(), page.lagFrom().map(from -> Duration.between(from, now)));
        } else if (command instanceof DeltaCommand.ReportRedelivery) {
            listener.deliveryRepeated();
        } else if (command instanceof DeltaCommand.ReportRoundBegun) {
            listener.roundBegun();
        } else if (command instanceof DeltaCommand.ReportRoundCompleted round) {
            statistics.recordReadUntil(round.readUntil());
            listener.roundCompleted();
        } else if (command instanceof DeltaCommand.ReportReadUntil read) {
            statistics.recordReadUntil(read.time());
        } else {
            reportFailure(command);
        }
    }

    private void reportFailure(DeltaCommand command) {
        if (command instanceof DeltaCommand.ReportRecovery) {
            statistics.clearError();
        } else if (command instanceof DeltaCommand.Log line) {
            environment.log().log(line.level(), line.message());
        } else if (command instanceof DeltaCommand.ReportFailure failure) {
            String line = failure.failure().describe(key);
            statistics.recordError(failure.failure().code(), line);
            environment.log().log(failure.isNew() ? Level.WARNING : Level.DEBUG, line + "; " + failure.next() + ".");
            listener.failed(failure.failure().code());
        } else if (command instanceof DeltaCommand.ReportStepFailure failure) {
            report(failure);
        }
    }

    private void report(DeltaCommand.ReportStepFailure report) {
        List<FailedObserver> observers = report.failure().observers();
        FailedObserver first = observers.get(0);
        statistics.recordError(ErrorCode.OBSERVER_FAILED, describe(first, report) + ": " + first.text());
        environment.executors().block(() -> observers.forEach(observer -> log(observer, report)));
        listener.failed(ErrorCode.OBSERVER_FAILED);
    }

    private void log(FailedObserver observer, DeltaCommand.ReportStepFailure report) {
        FailSafeLog.log(report.level(), describe(observer, report) + "; " + report.next() + ".", observer.cause());
    }

    private String describe(FailedObserver observer, DeltaCommand.ReportStepFailure report) {
        return ErrorCode.OBSERVER_FAILED.message(key + ": " + observer.name() + " failed on " + report.event());
    }

    /** Releases the connect permit when the reader no longer needs it. */
    void afterTransition(DeltaSnapshot reader) {
        if (!reader.needsPermit()) {
            requests.releasePermit();
        }
    }

    /** Repeats results that were lost to an {@code Error}. */
    void sweep(long awaitedCall) {
        delivery.sweep();
        if (awaitedCall > 0) {
            outcomes.repeat(awaitedCall);
        }
    }

    /** Releases the position now. May be called from any thread. */
    void abandon() {
        positions.releaseNow();
    }

    /** Completes when the reader has stopped and its position is released. May be called from any thread. */
    CompletionStage<Void> ended() {
        return positions.released();
    }

    private final class Outcome implements BatchDelivery.Outcome {

        private final long call;

        private Outcome(long call) {
            this.call = call;
        }

        @Override
        public void delivered() {
            outcomes.post(new DeltaSignal.Delivered(call));
        }

        @Override
        public void failed(int step, StepFailure failure) {
            outcomes.post(new DeltaSignal.StepFailed(call, step, failure));
        }

        @Override
        public void stopped() {
            outcomes.post(new DeltaSignal.DeliveryStopped(call));
        }
    }
}
