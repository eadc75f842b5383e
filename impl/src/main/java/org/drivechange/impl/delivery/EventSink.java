// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;

/** Where events end: the observers. */
public interface EventSink {

    /**
     * Has all observers see an event.
     *
     * @return never fails; done when the last asynchronous observer is through; the synchronous ones are when this returns
     */
    CompletionStage<Void> fire(DriveEvent event);
}
