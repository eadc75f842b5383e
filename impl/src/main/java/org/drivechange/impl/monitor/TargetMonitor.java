// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.QueueStatistics;
import org.drivechange.impl.runtime.SessionListener;

/** Monitors one target and account for one observability tool. */
public interface TargetMonitor extends SessionListener, AutoCloseable {

    /** Wraps a sink to monitor deliveries, from before the first observer to after the last, including asynchronous ones. */
    EventSink instrument(EventSink sink);

    /** Sets the queue to read. */
    void queue(QueueStatistics reading);

    /** Releases the target after its session has ended and its last event was delivered. */
    @Override
    void close();
}
