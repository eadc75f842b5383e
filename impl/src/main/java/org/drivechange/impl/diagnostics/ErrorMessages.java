// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** Describes failures on one line each: the message, and the last cause's. */
public final class ErrorMessages {

    private static final int MAX_TEXT = 300;
    private static final int MAX_BEFORE_CAUSE = 200;
    private static final int MAX_DEPTH = 20;

    private ErrorMessages() {}

    /** A failure without any URL's query. */
    public static String describe(Throwable failure) {
        return describe(failure, Redactor.none());
    }

    /** A failure without what the redactor hides. */
    public static String describe(Throwable failure, Redactor redactor) {
        Throwable root = failure;
        for (int depth = 0; depth < MAX_DEPTH && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root == failure
                ? redactor.redact(named(failure), MAX_TEXT)
                : redactor.redact(named(failure), MAX_BEFORE_CAUSE) + ", caused by "
                        + redactor.redact(named(root), MAX_TEXT);
    }

    /** A text from outside without any URL's query. */
    public static String describe(String text) {
        return Redactor.none().redact(text);
    }

    /** Whether the host cannot be connected to: it refuses, or there is no way to it. */
    public static boolean unreachable(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < MAX_DEPTH && cause != null; depth++) {
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String named(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        return message == null || message.isBlank() ? type : type + ": " + message;
    }
}
