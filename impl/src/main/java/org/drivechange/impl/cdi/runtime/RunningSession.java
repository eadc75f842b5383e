// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.CompletionStage;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.runtime.DriveSession;
import org.drivechange.impl.runtime.SessionStatistics;

/** A session with its event delivery, its reader of item changes, and its monitor. */
record RunningSession(DriveSession session, TargetDelivery delivery, ItemReader items, TargetMonitor monitor) {

    SessionStatistics statistics() {
        return session.statistics();
    }

    /** Repeats steps that were lost to an {@code Error}. */
    void sweep() {
        session.sweep();
        delivery.sweep();
        items.sweep();
    }

    void abandon() {
        session.abandon();
        items.abandon();
    }

    /**
     * Stops the session and the reader. Completes when the connections are closed, the observers have received the last event, and
     * the position is released.
     */
    CompletionStage<Void> stop(String reason) {
        CompletionStage<Void> itemsStopped = items.stop();
        return session.stop(reason)
                .thenCompose(closed -> delivery.drained())
                .thenCompose(drained -> itemsStopped)
                .whenComplete((drained, failure) -> monitor.close());
    }
}
