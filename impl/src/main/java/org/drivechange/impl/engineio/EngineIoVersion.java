// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

/**
 * Revision of the Engine.IO protocol.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#history">Engine.IO protocol, history</a>
 */
public enum EngineIoVersion {
    /** Servers 1.x and 2.x: the client pings, binary frames start with a type byte. */
    EIO3("3"),
    /** Servers 3.x and 4.x: the server pings, binary frames are bare. */
    EIO4("4");

    private final String wire;

    EngineIoVersion(String wire) {
        this.wire = wire;
    }

    /** The value of the query parameter {@code EIO}. */
    public String wire() {
        return wire;
    }
}
