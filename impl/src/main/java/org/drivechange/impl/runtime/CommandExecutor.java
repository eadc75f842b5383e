// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

/** Carries a session's commands out: everything that blocks or speaks to the outside. Called on the strand only. */
final class CommandExecutor {

    /** As many as there mostly are; of sessions there are thousands. */
    private static final int ATTEMPTS = 1;

    private static final String CALLS_HANG = "earlier calls of the WebSocket client have not returned";

    private final SessionKey key;
    private final SessionEnvironment environment;
    private final Mailbox mailbox;
    private final Consumer<DriveEvent> sink;
    private final SessionListener listener;
    private final Map<Long, Cancellable> tasks = new HashMap<>(ATTEMPTS);
    private final Map<Long, SignallingListener> listeners = new HashMap<>(ATTEMPTS);
    private final ConnectionOpenings.Target openings;
    private final ConnectionCloser closer;
    private final InboundLimiter limiter = new InboundLimiter();
    private ConnectLimiter.Permit permit;
    private long permitHolder;
    private boolean over;
    private boolean anomalyReported;

    CommandExecutor(
            SessionKey key,
            SessionEnvironment around,
            Mailbox inbox,
            Consumer<DriveEvent> sink,
            SessionListener monitor) {
        this.key = key;
        this.environment = around;
        this.mailbox = inbox;
        this.sink = sink;
        this.listener = monitor;
        this.openings = environment.openings().target(key.account());
        this.closer = new ConnectionCloser(around.workers());
    }

    void run(Command command, SessionStatistics gauge) {
        if (command instanceof Command.FireEvent emit) {
            sink.accept(emit.event());
        } else if (command instanceof Command.Send send) {
            send(send);
        } else if (command instanceof Command.Ping ping) {
            ping(ping);
        } else if (command instanceof Command.AcquirePermit await) {
            acquirePermit(await.attempt());
        } else if (command instanceof Command.RequestToken request) {
            requestToken(request);
        } else if (command instanceof Command.RejectToken reject) {
            reject(reject);
        } else if (command instanceof Command.RequestSubscription request) {
            block(request.attempt(), () -> requestSubscription(request));
        } else if (command instanceof Command.OpenConnection open) {
            openLink(open);
        } else if (command instanceof Command.Abandon end) {
            end(end);
        } else if (command instanceof Command.Throttle throttle) {
            environment
                    .schedule()
                    .throttle(
                            key.account(), throttle.until(), environment.clock().instant());
        } else {
            report(command, gauge);
        }
    }

    private void report(Command command, SessionStatistics gauge) {
        if (command instanceof Command.Log announce) {
            environment.log().log(announce.level(), announce.message());
        } else if (command instanceof Command.ReportRecovery) {
            gauge.clearError();
        } else if (command instanceof Command.ReportAnomaly remark) {
            report(remark.failure(), "the session goes on", !anomalyReported, gauge);
            anomalyReported = true;
        } else if (command instanceof Command.ReportFailure complaint) {
            report(complaint.failure(), complaint.next(), complaint.news(), gauge);
            listener.failed(complaint.failure().code());
        }
    }

    private void report(Failure failure, String next, boolean news, SessionStatistics gauge) {
        String line = failure.describe(key);
        gauge.recordError(failure.code(), line);
        environment.log().log(news ? Level.WARNING : Level.DEBUG, line + "; " + next + ".");
    }

    /** Releases the turn when the session does not need it any more, and the waiting threads when it has stopped. */
    void afterTransition(SessionSnapshot session) {
        if (permit != null && !session.needsPermit()) {
            releasePermit();
        }
        if (session.state() instanceof SessionState.Stopped && !over) {
            over = true;
            limiter.releaseAll();
            closer.stopAccepting();
        }
    }

    /** Signals the turn again if the attempt holds it already, as the first signal may have been lost. */
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
                .schedule()
                .request(key.account(), renewal, () -> mailbox.post(new Signal.PermitGranted(attempt)));
    }

    private void releasePermit() {
        ConnectLimiter.Permit over = permit;
        permit = null;
        over.release();
    }

    /** The attempts that have, or wait for, a link. */
    List<Long> links() {
        return List.copyOf(listeners.keySet());
    }

    /** From any thread. */
    void abandon() {
        limiter.releaseAll();
    }

    CompletionStage<Void> ended() {
        return closer.ended();
    }

    private void send(Command.Send send) {
        link(send.attempt()).ifPresent(link -> link.send(send.frame()));
    }

    private void ping(Command.Ping ping) {
        link(ping.attempt()).ifPresent(WebSocketConnection::ping);
    }

    private Optional<WebSocketConnection> link(long attempt) {
        return Optional.ofNullable(listeners.get(attempt)).flatMap(SignallingListener::link);
    }

    private void end(Command.Abandon end) {
        Cancellable task = tasks.remove(end.attempt());
        SignallingListener listener = listeners.remove(end.attempt());
        Optional<WebSocketConnection> link = listener == null ? Optional.empty() : listener.end();
        try {
            if (task != null) {
                // once it is open the thread comes back by itself; Tyrus, interrupted then, counts the link's end
                // twice and shuts its executors down under the other sessions
                task.cancel(link.isEmpty());
            }
        } finally {
            link.ifPresent(open -> closer.close(open, end.goingAway()));
        }
        anomalyReported = false;
    }

    private void block(long attempt, Runnable task) {
        Future<?> blocked = environment.workers().block(task);
        tasks.put(attempt, blocked::cancel);
    }

    /** Tells the provider of the refusal after the attempt has ended. */
    private void reject(Command.RejectToken reject) {
        CompletableFuture<Void> returned = new CompletableFuture<>();
        Cancellable call = environment.tokens().call(key.account(), tokens -> {
            rejected(tokens, reject.token());
            returned.complete(null);
        });
        Future<?> limit = environment.workers().after(reject.limit(), () -> call.cancel(true));
        returned.thenRun(() -> limit.cancel(false));
    }

    /** A failure here does not keep the provider from being asked for a fresh token. */
    private void rejected(AccessTokens tokens, AccessToken token) {
        try {
            tokens.rejected(key.account(), token);
        } catch (Throwable failure) {
            FailSafeLog.log(
                    Level.WARNING,
                    ErrorCode.PROVIDER_REJECTED_FAILED.code() + " " + key
                            + ": rejected() of the AccessTokenProvider failed; the provider is asked for a fresh"
                            + " token all the same: "
                            + ErrorMessages.describe(failure, Redactor.of(token.value())));
        }
    }

    /** The provider has a call of its own for the refusal: one whose deadline is over must not go on with the next one. */
    private void requestToken(Command.RequestToken request) {
        long attempt = request.attempt();
        if (request.rejected().isEmpty()) {
            requestToken(attempt);
            return;
        }
        AccessToken refused = request.rejected().get();
        tasks.put(attempt, environment.tokens().call(key.account(), tokens -> {
            rejected(tokens, refused);
            mailbox.execute(() -> requestFreshToken(attempt));
        }));
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
        } catch (TokenUnavailableException known) {
            mailbox.post(new Signal.SubscriptionReceived(attempt, known.failure()));
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

    private void openLink(Command.OpenConnection open) {
        long attempt = open.attempt();
        SignallingListener listener = new SignallingListener(attempt, mailbox, limiter, environment.clock());
        listeners.put(attempt, listener);
        Optional<Cancellable> opening = openings.open(() -> {
            try {
                environment.links().open(open.uri(), listener);
            } catch (UnreachableHostException known) {
                mailbox.post(new Signal.ConnectionLost(attempt, known.getMessage(), true));
            } catch (Throwable failure) {
                // containers throw errors, too: ServiceConfigurationError, NoClassDefFoundError
                Redactor redactor = Redactor.ofQuery(open.uri().getRawQuery(), List.of());
                String found = notOpened(failure, ErrorMessages.describe(failure, redactor));
                mailbox.post(new Signal.ConnectionLost(attempt, found, ErrorMessages.unreachable(failure)));
            }
        });
        opening.ifPresentOrElse(
                call -> tasks.put(attempt, call), () -> mailbox.post(new Signal.ConnectionLost(attempt, CALLS_HANG)));
    }

    private static String notOpened(Throwable failure, String found) {
        return failure instanceof LinkageError
                ? "a class of the WebSocket client, or of what it needs, is missing or has another version: " + found
                : found;
    }
}
