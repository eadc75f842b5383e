// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.EngineIoProtocol;
import org.drivechange.impl.connection.ProtocolStep;

/** Passes the signals of one connection to its protocol. Pure. */
final class ProtocolSignals {

    private final EngineIoProtocol protocol = new EngineIoProtocol();

    /** Applies a tick or a signal of this connection. Ignores other signals. */
    ProtocolStep apply(ConnectionState connection, Signal signal, Instant now) {
        if (signal instanceof Signal.TextReceived text) {
            return protocol.onText(connection, text.frame(), text.arrived(), now);
        }
        if (signal instanceof Signal.BinaryReceived binary) {
            return protocol.onBinary(connection, binary.frame(), binary.arrived(), now);
        }
        if (signal instanceof Signal.Tick) {
            return protocol.onTick(connection, now);
        }
        if (signal instanceof Signal.MessageTooLarge tooLarge) {
            return protocol.onTooLarge(connection, tooLarge.found());
        }
        return signal instanceof Signal.ConnectionLost lost
                ? protocol.onClosed(connection, lost.found())
                : ProtocolStep.unchanged(connection);
    }
}
