// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.connection.WebSocketConnection;

/** Closes connections outside the serial executor, as a close may block. Waits two seconds for each. */
final class ConnectionCloser {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final SessionExecutors executors;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Number of pending closes, plus one while the session may request more. */
    private final AtomicInteger open = new AtomicInteger(1);

    ConnectionCloser(SessionExecutors executors) {
        this.executors = executors;
    }

    void close(WebSocketConnection connection, boolean goingAway) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        closed.thenRun(this::done);
        open.incrementAndGet();
        try {
            close(connection, goingAway, closed);
        } catch (Throwable e) {
            // otherwise the session would wait for this close forever
            closed.complete(null);
            throw e;
        }
    }

    private void close(WebSocketConnection connection, boolean goingAway, CompletableFuture<Void> closed) {
        AtomicBoolean begun = new AtomicBoolean();
        Future<?> task = executors.block(() -> {
            begun.set(true);
            try {
                connection.close(goingAway);
            } finally {
                closed.complete(null);
            }
        });
        Future<?> timeout = executors.after(TIMEOUT, () -> {
            if (begun.get()) {
                task.cancel(true);
            }
            // a close that still waits for a thread runs when there is one
            closed.complete(null);
        });
        closed.thenRun(() -> timeout.cancel(false));
    }

    /** Records, once, that the session requests no more closes. */
    void stopAccepting() {
        done();
    }

    CompletionStage<Void> ended() {
        return ended;
    }

    private void done() {
        if (open.decrementAndGet() == 0) {
            ended.complete(null);
        }
    }
}
