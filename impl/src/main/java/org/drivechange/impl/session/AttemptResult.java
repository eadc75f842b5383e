// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.connection.ProtocolEvent;

/** How an attempt goes on. */
sealed interface AttemptResult {

    record Pending(SessionState.Attempt next, List<Command> commands) implements AttemptResult {}

    /**
     * The namespace is joined.
     *
     * @param events what was heard with the CONNECT answer and before it
     */
    record Joined(ConnectionState connection, Lease lease, ProtocolEvent.Joined joined, List<ProtocolEvent> events)
            implements AttemptResult {}

    /**
     * The attempt is over.
     *
     * @param resume what may be tried once more without Graph
     * @param newSubscription whether Graph is asked for another endpoint at once
     * @param commands what is left to do
     */
    record Failed(
            Failure failure, Optional<ReusableSubscription> resume, boolean newSubscription, List<Command> commands)
            implements AttemptResult {}
}
