// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.util.List;
import java.util.Optional;

/** How an attempt goes on. */
sealed interface Progress {

    record Going(SessionState.Attempt next, List<Command> commands) implements Progress {}

    /**
     * The namespace is joined.
     *
     * @param said what was heard with the CONNECT answer and before it
     */
    record Reached(Conversation conversation, Lease lease, Utterance.Welcome welcome, List<Utterance> said)
            implements Progress {}

    /**
     * The attempt is over.
     *
     * @param resume what may be tried once more without Graph
     * @param askGraph whether Graph is asked for another endpoint at once
     * @param commands what is left to do
     */
    record Failed(Problem problem, Optional<Resume> resume, boolean askGraph, List<Command> commands)
            implements Progress {}
}
