// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.util.List;
import java.util.concurrent.Executor;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.http.RequestMonitor;

/** What happens in an application, for one tool that shows it. Used by many threads; must neither block nor throw. */
public interface Monitor extends RequestMonitor, AutoCloseable {

    /** Everything that concerns one target and account, from now until that monitor is closed. */
    TargetMonitor forTarget(SessionKey key);

    /**
     * An observer has failed, on this thread.
     *
     * @param failure what it threw
     */
    void observerFailed(Throwable failure);

    /** An executor whose tasks belong to the delivery during which they were handed over. */
    Executor propagating(Executor executor);

    /** Shows nothing more. */
    @Override
    void close();

    /** Returns a monitor that passes everything to all of these, and logs their failures. */
    static Monitor of(List<Monitor> monitors) {
        return new CompositeMonitor(monitors);
    }
}
