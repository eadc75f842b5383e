// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.List;
import java.util.Optional;
import org.drivechange.impl.retry.Failure;

/**
 * Connection state after one step, with its events in order.
 *
 * @param failure the failure that ended the connection, empty if it continues; there are no events then
 */
public record ProtocolStep(ConnectionState connection, List<ProtocolEvent> events, Optional<Failure> failure) {

    ProtocolStep(ConnectionState connection, List<ProtocolEvent> events) {
        this(connection, events, Optional.empty());
    }

    public static ProtocolStep unchanged(ConnectionState connection) {
        return new ProtocolStep(connection, List.of());
    }

    static ProtocolStep failed(ConnectionState connection, Failure failure) {
        return new ProtocolStep(connection, List.of(), Optional.of(failure));
    }
}
