// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.drivechange.DriveEvent;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.runtime.ConnectLimiter.Priority;
import org.drivechange.impl.session.Command;
import org.drivechange.impl.session.SessionSnapshot;
import org.drivechange.impl.session.SessionState;
import org.drivechange.impl.session.Signal;

/** Executes the commands of one session: I/O, events and log lines. Called on the serial executor only. */
final class CommandExecutor {

    private final SessionKey key;
    private final SessionEnvironment environment;
    private final Mailbox mailbox;
    private final Consumer<DriveEvent> sink;
    private final SessionListener listener;
    private final AttemptTasks tasks = new AttemptTasks();
    private final TokenRequests tokens;
    private final SessionConnections connections;
    private final AttemptPermit permit;
    private boolean finished;
    private boolean anomalyReported;

    CommandExecutor(
            SessionKey key,
            SessionEnvironment environment,
            Mailbox mailbox,
            Executor serial,
            Consumer<DriveEvent> sink,
            SessionListener listener) {
        this.key = key;
        this.environment = environment;
        this.mailbox = mailbox;
        this.sink = sink;
        this.listener = listener;
        this.tokens = new TokenRequests(
                new TokenCalls(key, environment.tokens(), environment.executors()), mailbox, serial, tasks);
        this.connections = new SessionConnections(key.account(), environment, mailbox, tasks);
        this.permit = new AttemptPermit(
                key.account(),
                environment.connectLimiter(),
                attempt -> mailbox.post(new Signal.PermitGranted(attempt)));
    }

    void run(Command command, SessionStatistics statistics) {
        if (command instanceof Command.FireEvent fire) {
            sink.accept(fire.event());
        } else if (command instanceof Command.Send send) {
            connections.send(send.attempt(), send.frame());
        } else if (command instanceof Command.Ping ping) {
            connections.ping(ping.attempt());
        } else if (command instanceof Command.AcquirePermit acquire) {
            acquirePermit(acquire.attempt());
        } else if (command instanceof Command.RequestToken request) {
            requestToken(request);
        } else if (command instanceof Command.RejectToken reject) {
            tokens.reject(reject.token(), reject.limit());
        } else if (command instanceof Command.RequestSubscription request) {
            Future<?> task = environment.executors().block(() -> requestSubscription(request));
            tasks.put(request.attempt(), task::cancel);
        } else if (command instanceof Command.OpenConnection open) {
            connections.open(open.attempt(), open.uri());
        } else if (command instanceof Command.Abandon abandon) {
            anomalyReported = false;
            connections.abandon(abandon.attempt(), abandon.goingAway());
        } else if (command instanceof Command.Throttle throttle) {
            environment
                    .connectLimiter()
                    .throttle(
                            key.account(), throttle.until(), environment.clock().instant());
        } else {
            report(command, statistics);
        }
    }

    private void report(Command command, SessionStatistics statistics) {
        if (command instanceof Command.Log line) {
            environment.log().log(line.level(), line.message());
        } else if (command instanceof Command.ReportRecovery) {
            statistics.clearError();
        } else if (command instanceof Command.ReportAnomaly anomaly) {
            report(anomaly.failure(), "the session continues", !anomalyReported, statistics);
            anomalyReported = true;
        } else if (command instanceof Command.ReportFailure failure) {
            report(failure.failure(), failure.next(), failure.isNew(), statistics);
            listener.failed(failure.failure().code());
        }
    }

    private void report(Failure failure, String next, boolean isNew, SessionStatistics statistics) {
        String line = failure.describe(key);
        statistics.recordError(failure.code(), line);
        environment.log().log(isNew ? Level.WARNING : Level.DEBUG, line + "; " + next + ".");
    }

    private void acquirePermit(long attempt) {
        boolean renewal = connections.attempts().stream().anyMatch(other -> other != attempt);
        permit.acquire(attempt, renewal ? Priority.RENEWAL : Priority.CONNECT);
    }

    private void requestToken(Command.RequestToken request) {
        if (request.rejected().isPresent()) {
            tokens.replace(request.attempt(), request.rejected().get());
        } else if (connections.isOpeningRejected()) {
            // a token and a subscription would be of no use
            connections.rejectOpening(request.attempt());
        } else {
            tokens.request(request.attempt());
        }
    }

    private void requestSubscription(Command.RequestSubscription request) {
        try {
            mailbox.post(new Signal.SubscriptionReceived(
                    request.attempt(), environment.graph().subscribe(key.target(), request.token())));
        } catch (Throwable failure) {
            GraphFailure unreachable = new GraphFailure(ErrorCode.GRAPH_UNREACHABLE, ErrorMessages.describe(failure));
            mailbox.post(new Signal.SubscriptionReceived(request.attempt(), unreachable));
        }
    }

    /**
     * Releases the connect permit when the session no longer needs it. Unblocks waiting threads once the session has stopped.
     */
    void afterTransition(SessionSnapshot session) {
        if (!session.needsPermit()) {
            permit.release();
        }
        if (session.state() instanceof SessionState.Stopped && !finished) {
            finished = true;
            connections.end();
        }
    }

    /** Attempts that have a connection or are opening one. */
    List<Long> connections() {
        return connections.attempts();
    }

    /** Unblocks all threads that wait to deliver a frame. May be called from any thread. */
    void abandon() {
        connections.releaseThreads();
    }

    CompletionStage<Void> ended() {
        return connections.ended();
    }
}
