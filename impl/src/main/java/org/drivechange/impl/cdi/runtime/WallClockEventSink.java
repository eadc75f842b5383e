// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;
import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.connection.EventTimes;
import org.drivechange.impl.delivery.EventSink;

/** Converts the times of events to wall-clock times. Behind the queue, so that events merge by a clock that never goes back. */
record WallClockEventSink(EventSink sink, SessionClock clock) implements EventSink {

    @Override
    public CompletionStage<Void> fire(DriveEvent event) {
        return sink.fire(EventTimes.convert(event, clock::wall));
    }
}
