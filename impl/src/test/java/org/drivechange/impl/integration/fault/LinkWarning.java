// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.fault;

/** Warnings about a connection's fault. */
enum LinkWarning {
    NOT_OPENED("DRC3001", "opening the WebSocket"),
    OPENED_LATE("DRC3002", "opening the WebSocket"),
    NO_HANDSHAKE("DRC3003", "waiting for the Engine.IO handshake"),
    NO_ANSWER("DRC3004", "joining the namespace /notifications"),
    REFUSED("DRC3005", "joining the namespace /notifications"),
    LOST_EARLY("DRC3007", "waiting for the Engine.IO handshake"),
    LOST("DRC3007", "open"),
    SILENT("DRC3008", "open");

    private final String code;
    private final String phase;

    LinkWarning(String code, String phase) {
        this.code = code;
        this.phase = phase;
    }

    /** Returns the start of the log line. */
    String about(String target) {
        return code + " " + target + ", " + phase + ": ";
    }
}
