// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import org.drivechange.impl.diagnostics.ErrorCode;

/** Receives the progress of a reader, in order, on its executor. Must neither block nor throw. */
public interface DeltaListener {

    /** Listener that does nothing. */
    DeltaListener NONE = new DeltaListener() {

        @Override
        public void pageDelivered(int items) {}

        @Override
        public void roundCompleted() {}

        @Override
        public void failed(ErrorCode code) {}
    };

    /**
     * Called after a page or reset was acknowledged.
     *
     * @param items number of items of the page, 0 for a reset
     */
    void pageDelivered(int items);

    /** Called after a complete round. */
    void roundCompleted();

    /**
     * Called after a failure of reading, saving or delivering. The reader continues on its own.
     *
     * @param code code of the failure
     */
    void failed(ErrorCode code);
}
