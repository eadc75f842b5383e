// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

/**
 * Calls the store of the positions for one reader, one call at a time, on threads that may block.
 *
 * <p>Locking: the lock is a leaf; the store is called without it.
 */
final class PositionCalls {

    private final SessionKey key;
    private final PositionStore store;
    private final SessionExecutors executors;
    private final LastResult results;
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    // guarded by this
    private boolean running;
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

    private void run(long id, StoreCall call) {
        synchronized (this) {
            running = true;
        }
        boolean submitted = false;
        try {
            executors.block(() -> execute(id, call));
            submitted = true;
        } finally {
            if (!submitted) {
                ended();
            }
        }
    }

    private void execute(long id, StoreCall call) {
        CallSignal result;
        try {
            result = result(id, call);
        } finally {
            ended();
        }
        results.post(result);
    }

    private static CallSignal result(long id, StoreCall call) {
        try {
            return call.call();
        } catch (PositionInUseException e) {
            return new PositionFailed(
                    id, new GraphFailure(ErrorCode.POSITION_IN_USE, ErrorMessages.describe(e.getMessage())));
        } catch (Throwable e) {
            return new PositionFailed(id, new GraphFailure(ErrorCode.POSITION_FAILED, ErrorMessages.describe(e)));
        }
    }

    private void ended() {
        synchronized (this) {
            running = false;
            if (!releasing) {
                return;
            }
        }
        submitRelease();
    }

    private void submitRelease() {
        boolean submitted = false;
        try {
            executors.block(this::releaseNow);
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
