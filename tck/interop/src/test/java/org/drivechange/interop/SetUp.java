// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import java.util.List;

/** Combinations of a real server behind Graph and the revision configured in DriveChange. */
enum SetUp {
    V2(3, "--socket.io 2"),
    /** Socket.IO 2 uses Engine.IO 3 regardless of the requested revision; detected by an unsolicited {@code 40}. */
    V2_ASKED_FOR_4(4, "--socket.io 2"),
    V3(4, "--socket.io 3"),
    V4(4, "--socket.io 4"),
    V4_SPOKEN_TO_IN_3(3, "--socket.io 4 --allow-eio3"),
    V4_WITH_RECOVERY(4, "--socket.io 4 --recovery");

    private final int asked;
    private final String arguments;

    SetUp(int asked, String arguments) {
        this.asked = asked;
        this.arguments = arguments;
    }

    /** Returns the value of {@code drivechange.engine-io}. */
    int asked() {
        return asked;
    }

    /** Returns the Engine.IO revision in effect. */
    int spoken() {
        return this == V2_ASKED_FOR_4 ? 3 : asked;
    }

    boolean recovers() {
        return this == V4_WITH_RECOVERY;
    }

    List<String> arguments() {
        return List.of(arguments.split(" "));
    }
}
