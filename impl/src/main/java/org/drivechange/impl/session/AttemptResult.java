// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.ProtocolEvent;
import org.drivechange.impl.retry.Failure;

/** Result of one step of an attempt. */
sealed interface AttemptResult {

    record Pending(SessionState.Attempt next, List<Command> commands) implements AttemptResult {}

    /**
     * The namespace is joined.
     *
     * @param events protocol events received with the CONNECT answer and before it
     */
    record Joined(ConnectionState connection, Lease lease, ProtocolEvent.Joined joined, List<ProtocolEvent> events)
            implements AttemptResult {}

    /**
     * The attempt has failed.
     *
     * @param resume subscription that may be retried without Graph
     * @param newSubscription whether to request another endpoint from Graph at once
     * @param commands remaining commands of the attempt
     */
    record Failed(
            Failure failure, Optional<ReusableSubscription> resume, boolean newSubscription, List<Command> commands)
            implements AttemptResult {}

    static Pending pending(SessionState.Attempt next, Command... commands) {
        return new Pending(next, List.of(commands));
    }

    /** Fails an attempt, and abandons it after the given commands. */
    static Failed failed(SessionState.Attempt attempt, Failure failure, Command... more) {
        List<Command> commands = new ArrayList<>(List.of(more));
        commands.add(new Command.Abandon(attempt.id(), false));
        return new Failed(failure, Optional.empty(), false, commands);
    }
}
