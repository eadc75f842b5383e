// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Calls tasks that return values in the application's server context.
 *
 * @param context runs a task immediately on the calling thread
 */
public record ContextualCall(Executor context) {

    /** Calls a task, and rethrows its exception. */
    public <T> T call(Callable<T> task) throws Exception {
        FutureTask<T> result = new FutureTask<>(task);
        context.execute(result);
        try {
            return result.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception exception ? exception : failure;
        }
    }
}
