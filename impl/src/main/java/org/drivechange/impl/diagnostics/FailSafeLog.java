// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.lang.System.Logger.Level;

/** Logs without ever throwing. Log handlers belong to the application and may throw. */
public final class FailSafeLog {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    /** Maximum length of a line. A DEBUG line lists the notifications of a frame, possibly thousands. */
    private static final int MAX_LINE = 4_000;

    private static final String FAULT = "DriveChange failed; please report this";

    private FailSafeLog() {}

    /** Logs an internal error of DriveChange; never throws. */
    public static void report(Throwable fault) {
        log(Level.ERROR, ErrorCode.INTERNAL_ERROR.message(FAULT), fault);
    }

    /**
     * Logs an internal error of DriveChange; never throws.
     *
     * @param where affected target and account
     */
    public static void report(Object where, Throwable fault) {
        report(where, fault, "");
    }

    static void report(Object where, Throwable fault, String more) {
        try {
            log(Level.ERROR, ErrorCode.INTERNAL_ERROR.message(where + ": " + FAULT + "." + more), fault);
        } catch (Throwable ignored) {
            // no memory for the message
        }
    }

    /** Logs; never throws. */
    public static void log(Level level, String message) {
        log(level, message, null);
    }

    /** Logs; never throws. */
    public static void log(Level level, String message, Throwable cause) {
        try {
            LOG.log(level, SanitizedText.of(message, MAX_LINE), cause);
        } catch (Throwable ignored) {
            // the heap is full, or a handler of the application failed; the next message may succeed
        }
    }
}
