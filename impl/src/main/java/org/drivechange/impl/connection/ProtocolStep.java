// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.List;
import java.util.Optional;

/** A conversation after one step, and what came of it, in order. */
public record ProtocolStep(ConnectionState connection, List<ProtocolEvent> events) {

    public static ProtocolStep unchanged(ConnectionState conversation) {
        return new ProtocolStep(conversation, List.of());
    }

    static ProtocolStep failed(ConnectionState conversation, Failure problem) {
        return new ProtocolStep(conversation, List.of(new ProtocolEvent.Failed(problem)));
    }

    /** Why the conversation is over, empty when it goes on. */
    public Optional<Failure> failure() {
        for (ProtocolEvent said : events) {
            if (said instanceof ProtocolEvent.Failed over) {
                return Optional.of(over.failure());
            }
        }
        return Optional.empty();
    }
}
