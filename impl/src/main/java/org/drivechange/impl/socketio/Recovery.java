// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.util.Objects;

/**
 * What resumes a lost session: a credential, kept out of {@link #toString()}.
 *
 * @param pid the private id from the answer to CONNECT
 * @param offset the last event's offset
 * @see <a href="https://socket.io/docs/v4/connection-state-recovery#how-it-works-under-the-hood">Socket.IO, connection
 *     state recovery</a>
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
