// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.drivechange.impl.connection.UnreachableHostException;
import org.drivechange.impl.connection.WebSocketConnection;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.session.Signal;

/** WebSocket connections of one session: opens, uses and closes one for each attempt. Used on the serial executor only. */
final class SessionConnections {

    private final SessionEnvironment environment;
    private final Mailbox mailbox;
    private final AttemptTasks tasks;
    private final WebSocketCallLimiter.Calls calls;
    private final Map<Long, SignallingListener> listeners = new HashMap<>(AttemptTasks.EXPECTED_ATTEMPTS);
    private final InboundLimiter limiter = new InboundLimiter();
    private final ConnectionCloser closer;

    SessionConnections(String account, SessionEnvironment environment, Mailbox mailbox, AttemptTasks tasks) {
        this.environment = environment;
        this.mailbox = mailbox;
        this.tasks = tasks;
        this.calls = environment.webSocketCalls().target(account);
        this.closer = new ConnectionCloser(environment.executors());
    }

    /** Attempts that have a connection or are opening one. */
    List<Long> attempts() {
        return List.copyOf(listeners.keySet());
    }

    /** Returns whether no connection would be opened now, as earlier calls of the client have not returned. */
    boolean isOpeningRejected() {
        return calls.isRejected();
    }

    /** Logs the reason, and posts the rejection of an attempt. */
    void rejectOpening(long attempt) {
        calls.warn();
        mailbox.post(new Signal.OpeningRejected(attempt));
    }

    void open(long attempt, URI uri) {
        if (isOpeningRejected()) {
            rejectOpening(attempt);
            return;
        }
        SignallingListener listener = new SignallingListener(attempt, mailbox, limiter, environment.clock());
        listeners.put(attempt, listener);
        tasks.put(attempt, calls.run(() -> open(attempt, uri, listener)));
    }

    private void open(long attempt, URI uri, SignallingListener listener) {
        try {
            environment.connector().open(uri, listener);
        } catch (UnreachableHostException e) {
            mailbox.post(new Signal.ConnectionLost(attempt, e.getMessage(), true));
        } catch (Throwable failure) {
            // containers also throw errors: ServiceConfigurationError, NoClassDefFoundError
            Redactor redactor = Redactor.ofQuery(uri.getRawQuery(), List.of());
            String text = openFailure(failure, ErrorMessages.describe(failure, redactor));
            mailbox.post(new Signal.ConnectionLost(attempt, text, ErrorMessages.unreachable(failure)));
        }
    }

    private static String openFailure(Throwable failure, String description) {
        return failure instanceof LinkageError
                ? "a class of the WebSocket client or of one of its dependencies is missing or has another version: "
                        + description
                : description;
    }

    void send(long attempt, String frame) {
        connection(attempt).ifPresent(connection -> connection.send(frame));
    }

    void ping(long attempt) {
        connection(attempt).ifPresent(WebSocketConnection::ping);
    }

    private Optional<WebSocketConnection> connection(long attempt) {
        return Optional.ofNullable(listeners.get(attempt)).flatMap(SignallingListener::connection);
    }

    /** Cancels the task of an attempt, and closes its connection. */
    void abandon(long attempt, boolean goingAway) {
        SignallingListener listener = listeners.remove(attempt);
        Optional<WebSocketConnection> connection = listener == null ? Optional.empty() : listener.end();
        try {
            // once the connection is open the call returns by itself. Interrupting it then makes Tyrus count the
            // closed connection twice and shut down executors that other sessions use
            tasks.cancel(attempt, connection.isEmpty());
        } finally {
            connection.ifPresent(open -> closer.close(open, goingAway));
        }
    }

    /** Unblocks all threads that wait to deliver a frame. May be called from any thread. */
    void releaseThreads() {
        limiter.releaseAll();
    }

    /** Records, once, that no further connection is opened. */
    void end() {
        limiter.releaseAll();
        closer.stopAccepting();
    }

    /** Completes when the session has ended and each connection is closed or its close has timed out. */
    CompletionStage<Void> ended() {
        return closer.ended();
    }
}
