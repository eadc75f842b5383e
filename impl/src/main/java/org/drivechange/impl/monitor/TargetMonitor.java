// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.QueueStatistics;
import org.drivechange.impl.delta.runtime.DeltaListener;
import org.drivechange.impl.runtime.SessionListener;

/** Monitors one target and account for one observability tool. */
public interface TargetMonitor extends SessionListener, AutoCloseable {

    /** Wraps a sink to monitor deliveries, from before the first observer to after the last, including asynchronous ones. */
    EventSink instrument(EventSink sink);

    /**
     * Returns a listener of the reader of the target's item changes. Called at most once, and only if these are observed: no class
     * for them is loaded otherwise.
     */
    DeltaListener items();

    /** Sets the queue to read. */
    void queue(QueueStatistics reading);

    /** Releases the target after its session has ended and its last event was delivered. */
    @Override
    void close();
}
