// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.drivechange.impl.graph.SessionKey;

/** Session of a watched target: opening, running or ending. Guarded by {@link WatchRegistry} unless noted. */
final class WatchedSession {

    private final SessionKey key;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private RunningSession running;
    private boolean ending;

    /** Creates a session in the opening state. */
    WatchedSession(SessionKey key) {
        this.key = key;
    }

    SessionKey key() {
        return key;
    }

    Optional<RunningSession> running() {
        return Optional.ofNullable(running);
    }

    void opened(RunningSession opened) {
        running = opened;
    }

    /** Attaches a watch to the session, if it is running. */
    void attach(RegisteredWatch watch) {
        if (running != null && !ending) {
            watch.attach(running);
        }
    }

    /** Moves from running to ending. Returns false if the session is opening or already ending. */
    boolean end() {
        boolean begins = running != null && !ending;
        ending |= begins;
        return begins;
    }

    /** Reverts {@link #end}, because stopping failed. */
    void endAgain() {
        ending = false;
    }

    /** Stops the opened session. Called without the lock. */
    CompletionStage<Void> stop(String reason) {
        return running.stop(reason);
    }

    /** Completes when the connections are closed and the observers have received the last event. */
    CompletionStage<Void> ended() {
        return ended;
    }

    /** Completes {@link #ended}. Called without the lock. */
    void complete() {
        ended.complete(null);
    }
}
