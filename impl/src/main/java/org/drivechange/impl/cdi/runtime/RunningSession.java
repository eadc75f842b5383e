// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.CompletionStage;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.runtime.DriveSession;
import org.drivechange.impl.runtime.SessionStatistics;

/** A session with its event delivery and its monitor. */
record RunningSession(DriveSession session, TargetDelivery delivery, TargetMonitor monitor) {

    SessionStatistics statistics() {
        return session.statistics();
    }

    /** Repeats steps that were lost to an {@code Error}. */
    void sweep() {
        session.sweep();
        delivery.sweep();
    }

    void abandon() {
        session.abandon();
    }

    /** Stops the session. Completes when its connections are closed and the observers have received the last event. */
    CompletionStage<Void> stop(String reason) {
        return session.stop(reason)
                .thenCompose(closed -> delivery.drained())
                .whenComplete((drained, failure) -> monitor.close());
    }
}
