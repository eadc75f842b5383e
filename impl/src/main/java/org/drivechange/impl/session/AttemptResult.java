// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.connection.ProtocolEvent;

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
}
