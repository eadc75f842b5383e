// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

/** Ways to lose a session, named as in the server's control API. */
public enum DisconnectKind {
    DISCONNECT("disconnect"),
    DISCONNECT_AND_CLOSE("disconnect-and-close"),
    ENGINE_CLOSE("engine-close"),
    DESTROY("destroy"),
    RESET("reset"),
    /** The connection stays open but is neither read nor written. */
    SILENCE("silence");

    private final String name;

    DisconnectKind(String name) {
        this.name = name;
    }

    public String wireName() {
        return name;
    }

    /** Whether the server disconnects the namespace, which invalidates subscription and session. */
    public boolean endsSubscription() {
        return this == DISCONNECT || this == DISCONNECT_AND_CLOSE;
    }
}
