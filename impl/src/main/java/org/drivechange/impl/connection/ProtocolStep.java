// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.List;
import java.util.Optional;

/** Connection state after one step, with its events in order. */
public record ProtocolStep(ConnectionState connection, List<ProtocolEvent> events) {

    public static ProtocolStep unchanged(ConnectionState connection) {
        return new ProtocolStep(connection, List.of());
    }

    static ProtocolStep failed(ConnectionState connection, Failure failure) {
        return new ProtocolStep(connection, List.of(new ProtocolEvent.Failed(failure)));
    }

    /** Returns the failure that ended the connection, empty if it continues. */
    public Optional<Failure> failure() {
        for (ProtocolEvent event : events) {
            if (event instanceof ProtocolEvent.Failed failed) {
                return Optional.of(failed.failure());
            }
        }
        return Optional.empty();
    }
}
