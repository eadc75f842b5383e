// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.EngineIoProtocol;
import org.drivechange.impl.connection.ProtocolStep;

/** Passes the signals of one link to its protocol. Pure. */
final class ProtocolSignals {

    private final EngineIoProtocol protocol = new EngineIoProtocol();

    /** Applies a tick, or a signal of this link; others change nothing. */
    ProtocolStep apply(ConnectionState conversation, Signal signal, Instant now) {
        if (signal instanceof Signal.TextReceived text) {
            return protocol.onText(conversation, text.frame(), text.arrived(), now);
        }
        if (signal instanceof Signal.BinaryReceived binary) {
            return protocol.onBinary(conversation, binary.frame(), binary.arrived(), now);
        }
        if (signal instanceof Signal.Tick) {
            return protocol.onTick(conversation, now);
        }
        if (signal instanceof Signal.MessageTooLarge overrun) {
            return protocol.onTooLarge(conversation, overrun.found());
        }
        return signal instanceof Signal.ConnectionLost lost
                ? protocol.onClosed(conversation, lost.found())
                : ProtocolStep.unchanged(conversation);
    }
}
