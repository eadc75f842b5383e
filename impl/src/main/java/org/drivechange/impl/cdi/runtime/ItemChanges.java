// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.time.Instant;
import java.util.Optional;

/** Item changes of one target, as its watches show and control them. */
interface ItemChanges {

    /** Item changes of a target without observers of them. */
    ItemChanges NONE = new ItemChanges() {

        @Override
        public void readDelta() {}

        @Override
        public void resync() {}

        @Override
        public Optional<Instant> lastDelta() {
            return Optional.empty();
        }

        @Override
        public long items() {
            return 0;
        }

        @Override
        public Optional<String> lastError() {
            return Optional.empty();
        }
    };

    /** Requests a round now, or the repetition of a failed delivery. */
    void readDelta();

    /** Requests a reset and a baseline. */
    void resync();

    /** Wall-clock time of the end of the last complete round, empty if there was none. */
    Optional<Instant> lastDelta();

    /** Number of items delivered since the start. */
    long items();

    /** Current problem as one line, empty if none. */
    Optional<String> lastError();
}
