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

/** Closes links off the strand, as a close may block, and gives each two seconds. */
final class ConnectionCloser {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SessionExecutors workers;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Closings under way, and one for the session itself as long as it may order more. */
    private final AtomicInteger open = new AtomicInteger(1);

    ConnectionCloser(SessionExecutors workers) {
        this.workers = workers;
    }

    void close(WebSocketConnection link, boolean goingAway) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        closed.thenRun(this::done);
        open.incrementAndGet();
        try {
            close(link, goingAway, closed);
        } catch (Throwable noThread) {
            // a session that waits for this close would never end
            closed.complete(null);
            throw noThread;
        }
    }

    private void close(WebSocketConnection link, boolean goingAway, CompletableFuture<Void> closed) {
        AtomicBoolean begun = new AtomicBoolean();
        Future<?> task = workers.block(() -> {
            begun.set(true);
            try {
                link.close(goingAway);
            } finally {
                closed.complete(null);
            }
        });
        Future<?> patience = workers.after(PATIENCE, () -> {
            if (begun.get()) {
                task.cancel(true);
            }
            // one that still waits for a thread is made when there is one
            closed.complete(null);
        });
        closed.thenRun(() -> patience.cancel(false));
    }

    /** The session has ended, once: no more closings are waited for. */
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
