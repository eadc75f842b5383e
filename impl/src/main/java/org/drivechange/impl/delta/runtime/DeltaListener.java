// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.time.Duration;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;

/** Receives the progress of a reader, in order, on its executor. Must neither block nor throw. */
public interface DeltaListener {

    /** Called when a round begins. A previous round that is not complete is abandoned. */
    void roundBegun();

    /**
     * Called after a page was acknowledged.
     *
     * @param items number of items
     * @param lag for the first page of a round: time since the notification that caused the round, or else since the page was
     *     received
     */
    void pageDelivered(int items, Optional<Duration> lag);

    /** Called when a failed delivery is repeated. */
    void deliveryRepeated();

    /** Called after a complete round. */
    void roundCompleted();

    /**
     * Called after a failure of reading, saving or delivering. The reader continues on its own.
     *
     * @param code code of the failure
     */
    void failed(ErrorCode code);
}
