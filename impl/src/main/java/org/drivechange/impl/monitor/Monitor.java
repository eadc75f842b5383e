// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.util.List;
import java.util.concurrent.Executor;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.http.RequestMonitor;

/** Monitors an application for one observability tool. Thread-safe. Must neither block nor throw. */
public interface Monitor extends RequestMonitor, AutoCloseable {

    /** Returns the name of the tool, for messages. */
    String tool();

    /** Returns a monitor of one target and account. The caller closes it. */
    TargetMonitor forTarget(SessionKey key);

    /**
     * Called on the thread of an observer when it fails.
     *
     * @param failure the exception
     */
    void observerFailed(Throwable failure);

    /** Returns an executor that propagates the current delivery's context to its tasks. */
    Executor propagating(Executor executor);

    /** Returns an executor that runs its tasks in the calling thread's context. */
    Executor inCurrentContext(Executor executor);

    /** Stops monitoring. */
    @Override
    void close();

    /** Returns a monitor that passes everything to all of these, and logs their failures. */
    static Monitor of(List<Monitor> monitors) {
        return new CompositeMonitor(monitors);
    }
}
