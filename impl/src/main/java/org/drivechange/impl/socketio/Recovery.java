// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.util.Objects;

/**
 * State to recover a lost connection. A credential; {@code toString} omits it.
 *
 * @param pid private id from the answer to CONNECT
 * @param offset offset of the last event
 * @see <a href="https://socket.io/docs/v4/connection-state-recovery#how-it-works-under-the-hood">Socket.IO, connection state
 *     recovery</a>
 */
public record Recovery(String pid, String offset) {

    public Recovery {
        Objects.requireNonNull(pid, "pid");
        Objects.requireNonNull(offset, "offset");
    }

    @Override
    public String toString() {
        return "Recovery[…]";
    }
}
