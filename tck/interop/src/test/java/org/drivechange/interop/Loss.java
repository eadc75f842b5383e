// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

/** A way to lose a session, as the server's control names it. */
enum Loss {
    DISCONNECT("disconnect"),
    DISCONNECT_AND_CLOSE("disconnect-and-close"),
    ENGINE_CLOSE("engine-close"),
    DESTROY("destroy"),
    RESET("reset"),
    /** The connection stays, but nothing is read from it nor written to it any more. */
    SILENCE("silence");

    private final String name;

    Loss(String name) {
        this.name = name;
    }

    String wireName() {
        return name;
    }

    /** Whether the server says goodbye to the namespace, after which neither subscription nor session is good any more. */
    boolean isFarewell() {
        return this == DISCONNECT || this == DISCONNECT_AND_CLOSE;
    }
}
