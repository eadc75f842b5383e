// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;

/** Fires events to the observers. */
public interface EventSink {

    /**
     * Fires an event to all observers. Synchronous observers have returned when this method returns.
     *
     * @return completed, never exceptionally, when the last asynchronous observer has completed
     */
    CompletionStage<Void> fire(DriveEvent event);
}
