// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.drivechange.DriveEvent;
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.connection.UnreachableHostException;
import org.drivechange.impl.connection.WebSocketConnection;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.graph.TokenUnavailableException;
import org.drivechange.impl.session.Command;
import org.drivechange.impl.session.SessionSnapshot;
import org.drivechange.impl.session.SessionState;
import org.drivechange.impl.session.Signal;

/** Executes the commands of one session: I/O, events and log lines. Called on the serial executor only. */
final class CommandExecutor {

    /** Usual number of concurrent attempts. Kept small because there may be thousands of sessions. */
    private static final int ATTEMPTS = 1;

    private final SessionKey key;
    private final SessionEnvironment environment;
    private final Mailbox mailbox;
    private final Executor serial;
    private final Consumer<DriveEvent> sink;
    private final SessionListener listener;
    private final Map<Long, Cancellable> tasks = new HashMap<>(ATTEMPTS);
    private final Map<Long, SignallingListener> listeners = new HashMap<>(ATTEMPTS);
    private final WebSocketCallLimiter.Calls webSocketCalls;
    private final ConnectionCloser closer;
    private final InboundLimiter limiter = new InboundLimiter();
    private ConnectLimiter.Permit permit;
    private long permitHolder;
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
        this.serial = serial;
        this.sink = sink;
        this.listener = listener;
        this.webSocketCalls = environment.webSocketCalls().target(key.account());
        this.closer = new ConnectionCloser(environment.workers());
    }

    void run(Command command, SessionStatistics statistics) {
        if (command instanceof Command.FireEvent fire) {
            sink.accept(fire.event());
        } else if (command instanceof Command.Send send) {
            send(send);
        } else if (command instanceof Command.Ping ping) {
            ping(ping);
        } else if (command instanceof Command.AcquirePermit acquire) {
            acquirePermit(acquire.attempt());
        } else if (command instanceof Command.RequestToken request) {
            requestToken(request);
        } else if (command instanceof Command.RejectToken reject) {
            reject(reject);
        } else if (command instanceof Command.RequestSubscription request) {
            block(request.attempt(), () -> requestSubscription(request));
        } else if (command instanceof Command.OpenConnection open) {
            openConnection(open);
        } else if (command instanceof Command.Abandon abandon) {
            end(abandon);
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
            report(failure.failure(), failure.next(), failure.news(), statistics);
            listener.failed(failure.failure().code());
        }
    }

    private void report(Failure failure, String next, boolean news, SessionStatistics statistics) {
        String line = failure.describe(key);
        statistics.recordError(failure.code(), line);
        environment.log().log(news ? Level.WARNING : Level.DEBUG, line + "; " + next + ".");
    }

    /**
     * Releases the connect permit when the session no longer needs it. Unblocks waiting threads once the session has stopped.
     */
    void afterTransition(SessionSnapshot session) {
        if (permit != null && !session.needsPermit()) {
            releasePermit();
        }
        if (session.state() instanceof SessionState.Stopped && !finished) {
            finished = true;
            limiter.releaseAll();
            closer.stopAccepting();
        }
    }

    /**
     * Requests a permit for an attempt. Repeats the signal if the attempt holds one already, as the first signal may have been
     * lost.
     */
    private void acquirePermit(long attempt) {
        if (permit != null && permitHolder == attempt) {
            permit.remind();
            return;
        }
        if (permit != null) {
            releasePermit();
        }
        permitHolder = attempt;
        boolean renewal = listeners.keySet().stream().anyMatch(other -> other != attempt);
        permit = environment
                .connectLimiter()
                .request(key.account(), renewal, () -> mailbox.post(new Signal.PermitGranted(attempt)));
    }

    private void releasePermit() {
        ConnectLimiter.Permit released = permit;
        permit = null;
        released.release();
    }

    /** Attempts that have a connection or are opening one. */
    List<Long> connections() {
        return List.copyOf(listeners.keySet());
    }

    /** Unblocks all threads that wait to deliver a frame. May be called from any thread. */
    void abandon() {
        limiter.releaseAll();
    }

    CompletionStage<Void> ended() {
        return closer.ended();
    }

    private void send(Command.Send send) {
        connection(send.attempt()).ifPresent(connection -> connection.send(send.frame()));
    }

    private void ping(Command.Ping ping) {
        connection(ping.attempt()).ifPresent(WebSocketConnection::ping);
    }

    private Optional<WebSocketConnection> connection(long attempt) {
        return Optional.ofNullable(listeners.get(attempt)).flatMap(SignallingListener::connection);
    }

    private void end(Command.Abandon abandon) {
        Cancellable task = tasks.remove(abandon.attempt());
        SignallingListener listener = listeners.remove(abandon.attempt());
        Optional<WebSocketConnection> connection = listener == null ? Optional.empty() : listener.end();
        try {
            if (task != null) {
                // once the connection is open the call returns by itself. Interrupting it then makes Tyrus count the
                // closed connection twice and shut down executors that other sessions use
                task.cancel(connection.isEmpty());
            }
        } finally {
            connection.ifPresent(open -> closer.close(open, abandon.goingAway()));
        }
        anomalyReported = false;
    }

    private void block(long attempt, Runnable task) {
        Future<?> blocked = environment.workers().block(task);
        tasks.put(attempt, blocked::cancel);
    }

    /** Reports the rejected token to the provider after the attempt has ended. */
    private void reject(Command.RejectToken reject) {
        CompletableFuture<Void> returned = new CompletableFuture<>();
        Cancellable call = environment.tokens().call(key.account(), tokens -> {
            rejected(tokens, reject.token());
            returned.complete(null);
        });
        Future<?> limit = environment.workers().after(reject.limit(), () -> call.cancel(true));
        returned.thenRun(() -> limit.cancel(false));
    }

    /** Reports a rejected token. A failure does not prevent the request for a fresh token. */
    private void rejected(AccessTokens tokens, AccessToken token) {
        try {
            tokens.rejected(key.account(), token);
        } catch (Throwable failure) {
            FailSafeLog.log(
                    Level.WARNING,
                    ErrorCode.PROVIDER_REJECTED_FAILED.message(key
                            + ": rejected() of the AccessTokenProvider failed; DriveChange requests a fresh"
                            + " token nevertheless: "
                            + ErrorMessages.describe(failure, Redactor.of(token.value()))));
        }
    }

    /**
     * Requests a token. A rejected token is reported in a separate call, as a call past its deadline must not go on to request
     * a token.
     */
    private void requestToken(Command.RequestToken request) {
        long attempt = request.attempt();
        if (request.rejected().isEmpty()) {
            requestFirstToken(attempt);
            return;
        }
        AccessToken rejected = request.rejected().get();
        tasks.put(attempt, environment.tokens().call(key.account(), tokens -> {
            rejected(tokens, rejected);
            serial.execute(() -> requestFreshToken(attempt));
        }));
    }

    private void requestFirstToken(long attempt) {
        if (webSocketCalls.rejects()) {
            // a token and a subscription would be of no use
            mailbox.post(new Signal.OpeningRejected(attempt));
        } else {
            requestToken(attempt);
        }
    }

    private void requestFreshToken(long attempt) {
        if (tasks.containsKey(attempt)) {
            requestToken(attempt);
        }
    }

    private void requestToken(long attempt) {
        tasks.put(attempt, environment.tokens().call(key.account(), tokens -> requestToken(tokens, attempt)));
    }

    private void requestToken(AccessTokens tokens, long attempt) {
        try {
            mailbox.post(new Signal.TokenReceived(attempt, tokens.token(key.account())));
        } catch (TokenUnavailableException e) {
            mailbox.post(new Signal.SubscriptionReceived(attempt, e.failure()));
        } catch (Throwable failure) {
            GraphFailure noToken = new GraphFailure(ErrorCode.TOKEN_UNAVAILABLE, ErrorMessages.describe(failure));
            mailbox.post(new Signal.SubscriptionReceived(attempt, noToken));
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

    private void openConnection(Command.OpenConnection open) {
        long attempt = open.attempt();
        if (webSocketCalls.rejects()) {
            mailbox.post(new Signal.OpeningRejected(attempt));
            return;
        }
        SignallingListener listener = new SignallingListener(attempt, mailbox, limiter, environment.clock());
        listeners.put(attempt, listener);
        tasks.put(attempt, webSocketCalls.run(() -> {
            try {
                environment.connector().open(open.uri(), listener);
            } catch (UnreachableHostException e) {
                mailbox.post(new Signal.ConnectionLost(attempt, e.getMessage(), true));
            } catch (Throwable failure) {
                // containers also throw errors: ServiceConfigurationError, NoClassDefFoundError
                Redactor redactor = Redactor.ofQuery(open.uri().getRawQuery(), List.of());
                String text = openFailure(failure, ErrorMessages.describe(failure, redactor));
                mailbox.post(new Signal.ConnectionLost(attempt, text, ErrorMessages.unreachable(failure)));
            }
        }));
    }

    private static String openFailure(Throwable failure, String description) {
        return failure instanceof LinkageError
                ? "a class of the WebSocket client or of one of its dependencies is missing or has another version: "
                        + description
                : description;
    }
}
