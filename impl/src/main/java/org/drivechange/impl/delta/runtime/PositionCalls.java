// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.delta.DeltaSignal.CallSignal;
import org.drivechange.impl.delta.DeltaSignal.PositionFailed;
import org.drivechange.impl.delta.DeltaSignal.PositionOpened;
import org.drivechange.impl.delta.DeltaSignal.PositionSaved;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.PositionInUseException;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.impl.position.PositionStoreException;

/**
 * Calls the store of the positions for one reader, one call at a time, on threads that may block. A call that has not returned at
 * its deadline counts as failed; its later result is ignored, and the next call waits for its end.
 *
 * <p>Locking: the lock is a leaf; the store is called without it.
 */
final class PositionCalls {

    /** Time from the request to its result, longer than an application's pool usually waits for a connection. */
    static final Duration DEADLINE = Duration.ofSeconds(40);

    private final SessionKey key;
    private final PositionStore store;
    private final SessionExecutors executors;
    private final LastResult results;
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    // guarded by this
    private boolean running;
    private Optional<Call> waiting = Optional.empty();
    private boolean releasing;

    PositionCalls(SessionKey key, PositionStore store, SessionExecutors executors, LastResult results) {
        this.key = key;
        this.store = store;
        this.executors = executors;
        this.results = results;
    }

    /** Call of the store. */
    private interface StoreCall {
        CallSignal call() throws Exception;
    }

    /** Request of the reader, which is answered once. */
    private final class Call {

        private final long id;
        private final StoreCall action;
        private final AtomicBoolean answered = new AtomicBoolean();
        private final Future<?> deadline;

        Call(long id, StoreCall action) {
            this.id = id;
            this.action = action;
            this.deadline = executors.after(DEADLINE, this::expire);
        }

        /** Calls the store, unless the deadline has passed while the call waited for a thread. */
        void run() {
            CallSignal result = null;
            try {
                if (!answered.get()) {
                    result = result();
                }
            } finally {
                if (ended()) {
                    // on this thread, as the pool may be closed, which drops tasks
                    releaseNow();
                }
            }
            if (result != null && answered.compareAndSet(false, true)) {
                deadline.cancel(false);
                results.post(result);
            }
        }

        private CallSignal result() {
            try {
                return action.call();
            } catch (PositionInUseException e) {
                return failed(ErrorCode.POSITION_IN_USE, ErrorMessages.describe(e.getMessage()));
            } catch (PositionStoreException e) {
                return failed(e.code(), e.getMessage());
            } catch (Throwable e) {
                return failed(ErrorCode.POSITION_FAILED, ErrorMessages.describe(e));
            }
        }

        private void expire() {
            withdraw(this);
            if (answered.compareAndSet(false, true)) {
                results.post(failed(
                        ErrorCode.STORE_TIMEOUT,
                        "no answer after " + DEADLINE.toSeconds() + " s; a later answer is ignored"));
            }
        }

        private CallSignal failed(ErrorCode code, String text) {
            return new PositionFailed(id, new GraphFailure(code, text));
        }

        /** Abandons a call whose submission has failed, and which the reader repeats. */
        void cancel() {
            answered.set(true);
            deadline.cancel(false);
        }
    }

    void open(long call) {
        run(call, () -> {
            PositionStore.Opened opened = store.open(key);
            return new PositionOpened(call, opened.epoch(), opened.token());
        });
    }

    void save(long call, long epoch, String token) {
        run(call, () -> new PositionSaved(call, store.save(key, epoch, token)));
    }

    /** Releases the position after the running call. Completes {@link #released}. */
    void release() {
        synchronized (this) {
            releasing = true;
            if (running) {
                return;
            }
        }
        submitRelease();
    }

    /** Completes when the position is released. */
    CompletionStage<Void> released() {
        return released;
    }

    private void run(long id, StoreCall action) {
        Call call = new Call(id, action);
        synchronized (this) {
            if (running) {
                waiting = Optional.of(call);
                return;
            }
            running = true;
        }
        boolean submitted = false;
        try {
            submit(call);
            submitted = true;
        } finally {
            if (!submitted) {
                call.cancel();
            }
        }
    }

    private void submit(Call call) {
        boolean submitted = false;
        try {
            executors.store(call::run);
            submitted = true;
        } finally {
            if (!submitted && ended()) {
                submitRelease();
            }
        }
    }

    private synchronized void withdraw(Call call) {
        waiting = waiting.filter(other -> other != call);
    }

    /** Continues after a call. Returns true if the position is to be released. */
    private boolean ended() {
        Optional<Call> next;
        boolean release;
        synchronized (this) {
            next = releasing ? Optional.empty() : waiting;
            waiting = Optional.empty();
            running = next.isPresent();
            release = releasing;
        }
        next.ifPresent(this::submit);
        return release;
    }

    private void submitRelease() {
        boolean submitted = false;
        try {
            executors.store(this::releaseNow);
            submitted = true;
        } finally {
            if (!submitted) {
                // the pool is closed, as the application ends
                releaseNow();
            }
        }
    }

    /** Releases the position on the calling thread. Has no effect on a position that is not open. */
    void releaseNow() {
        try {
            store.release(key);
        } catch (Throwable e) {
            FailSafeLog.report(e);
        } finally {
            released.complete(null);
        }
    }
}
