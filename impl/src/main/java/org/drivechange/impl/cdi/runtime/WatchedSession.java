// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.drivechange.impl.graph.SessionKey;

/** The session of a watched target: being opened, running, or ending. Guarded by {@link WatchRegistry}, but where said. */
final class WatchedSession {

    private final SessionKey key;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private RunningSession running;
    private boolean ending;

    /** Creates a session that is being opened. */
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

    /** Shows the session in a watch, while it is running. */
    void attach(RegisteredWatch watch) {
        if (running != null && !ending) {
            watch.attach(running);
        }
    }

    /** From running to ending; false where the session is being opened, or ends already. */
    boolean end() {
        boolean begins = running != null && !ending;
        ending |= begins;
        return begins;
    }

    /** Its end could not begin. */
    void endAgain() {
        ending = false;
    }

    /** Stops the session that has been opened; without the lock. */
    CompletionStage<Void> stop(String reason) {
        return running.stop(reason);
    }

    /** Done when the links are closed and the observers have seen the last event. */
    CompletionStage<Void> ended() {
        return ended;
    }

    /** The session is over; without the lock. */
    void complete() {
        ended.complete(null);
    }
}
