// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;
import org.drivechange.impl.delta.StepFailure;

/** Fires the event of one step to its observers. */
public interface StepSink {

    /**
     * Fires an event to all observers, even if one throws.
     *
     * @return completed, never exceptionally, when the last asynchronous observer has completed; with the first failure of an
     *     observer that withholds the acknowledgement
     */
    CompletionStage<Optional<StepFailure>> fire(DriveEvent event);
}
