// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

/** Ways to lose a session, named as in the server's control API. */
enum Loss {
    DISCONNECT("disconnect"),
    DISCONNECT_AND_CLOSE("disconnect-and-close"),
    ENGINE_CLOSE("engine-close"),
    DESTROY("destroy"),
    RESET("reset"),
    /** The connection stays open but is neither read nor written. */
    SILENCE("silence");

    private final String name;

    Loss(String name) {
        this.name = name;
    }

    String wireName() {
        return name;
    }

    /** Whether the server disconnects the namespace, which invalidates subscription and session. */
    boolean isFarewell() {
        return this == DISCONNECT || this == DISCONNECT_AND_CLOSE;
    }
}
