// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.QueueStatistics;
import org.drivechange.impl.runtime.SessionListener;

/** What happens to one target and account, for one tool that shows it. */
public interface TargetMonitor extends SessionListener, AutoCloseable {

    /** A sink whose deliveries are seen, from before the first observer to after the last, asynchronous ones too. */
    EventSink instrument(EventSink sink);

    /** From now on this is the queue to read. */
    void queue(QueueStatistics reading);

    /** Forgets the target: its session has ended, and its last event is through. */
    @Override
    void close();
}
