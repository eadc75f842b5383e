// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;
import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.connection.EventTimes;
import org.drivechange.impl.delivery.EventSink;

/** Converts event times to wall-clock times. Runs after the queue, because events merge by a monotonic clock. */
record WallClockEventSink(EventSink sink, SessionClock clock) implements EventSink {

    @Override
    public CompletionStage<Void> fire(DriveEvent event) {
        return sink.fire(EventTimes.convert(event, clock::wall));
    }
}
