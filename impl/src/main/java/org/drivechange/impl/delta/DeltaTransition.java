// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.util.ArrayList;
import java.util.List;

/** Result of a signal: the next snapshot of the reader, and its commands in order of execution. */
public record DeltaTransition(DeltaSnapshot reader, List<DeltaCommand> commands) {

    static DeltaTransition of(DeltaHistory history, DeltaState state, DeltaCommand... commands) {
        return new DeltaTransition(new DeltaSnapshot(history, state), List.of(commands));
    }

    static DeltaTransition of(DeltaHistory history, DeltaState state, List<DeltaCommand> commands) {
        return new DeltaTransition(new DeltaSnapshot(history, state), commands);
    }

    DeltaTransition precededBy(List<DeltaCommand> earlier) {
        List<DeltaCommand> all = new ArrayList<>(earlier);
        all.addAll(commands);
        return new DeltaTransition(reader, all);
    }
}
