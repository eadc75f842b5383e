// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import org.drivechange.impl.delta.EventBatch;
import org.drivechange.impl.delta.StepFailure;

/** Delivers batches to the observers of one target, one at a time. */
public interface BatchDelivery {

    /** Receives the outcome of a delivery, once, on any thread. Must neither block nor throw. */
    interface Outcome {

        /** All steps were delivered. */
        void delivered();

        /** Observers of a step have failed. */
        void failed(int step, StepFailure failure);

        /** {@link BatchDelivery#stop} has prevented a step. */
        void stopped();
    }

    /**
     * Queues a batch behind the target's other events. Never blocks.
     *
     * @param step first step to deliver
     */
    void deliver(EventBatch batch, int step, Outcome outcome);

    /** Begins no further step, of any batch. */
    void stop();

    /** Repeats what was lost to an {@code Error}. */
    void sweep();
}
