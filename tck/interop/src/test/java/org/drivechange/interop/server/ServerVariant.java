// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

import java.util.List;

/** Combinations of a real Socket.IO server and the Engine.IO version configured in DriveChange. */
public enum ServerVariant {
    V2(3, "--socket.io 2"),
    /** Socket.IO 2 uses Engine.IO 3 regardless of the requested version; detected by an unsolicited {@code 40}. */
    V2_REQUESTED_4(4, "--socket.io 2"),
    V3(4, "--socket.io 3"),
    V4(4, "--socket.io 4"),
    V4_ENGINE_IO_3(3, "--socket.io 4 --allow-eio3"),
    V4_WITH_RECOVERY(4, "--socket.io 4 --recovery");

    private final int requestedEngineIo;
    private final String arguments;

    ServerVariant(int requestedEngineIo, String arguments) {
        this.requestedEngineIo = requestedEngineIo;
        this.arguments = arguments;
    }

    /** Returns the value of {@code drivechange.engine-io}. */
    public int requestedEngineIo() {
        return requestedEngineIo;
    }

    /** Returns the Engine.IO version in effect. */
    public int effectiveEngineIo() {
        return this == V2_REQUESTED_4 ? 3 : requestedEngineIo;
    }

    public boolean recovers() {
        return this == V4_WITH_RECOVERY;
    }

    public List<String> arguments() {
        return List.of(arguments.split(" "));
    }
}
