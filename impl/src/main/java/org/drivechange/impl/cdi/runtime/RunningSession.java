// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.CompletionStage;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.runtime.DriveSession;
import org.drivechange.impl.runtime.SessionStatistics;

/** A session, the delivery of its events, and what shows both. */
record RunningSession(DriveSession session, TargetDelivery delivery, TargetMonitor monitor) {

    SessionStatistics gauge() {
        return session.statistics();
    }

    /** Repeats steps that an {@code Error} has lost. */
    void sweep() {
        session.sweep();
        delivery.sweep();
    }

    void abandon() {
        session.abandon();
    }

    /** Done when the links are closed and the observers have seen the last event. */
    CompletionStage<Void> stop(String reason) {
        return session.stop(reason)
                .thenCompose(closed -> delivery.drained())
                .whenComplete((through, failed) -> monitor.close());
    }
}
