// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.util.concurrent.CompletionStage;
import org.drivechange.impl.delivery.Delivery;
import org.drivechange.impl.session.DriveSession;
import org.drivechange.impl.session.SessionGauge;

/** A session and the delivery of its events. */
record RunningSession(DriveSession session, Delivery delivery) {

    SessionGauge gauge() {
        return session.gauge();
    }

    /** Done when the links are closed and the observers have seen the last event. */
    CompletionStage<Void> stop(String reason) {
        return session.stop(reason).thenCompose(closed -> delivery.drained());
    }
}
