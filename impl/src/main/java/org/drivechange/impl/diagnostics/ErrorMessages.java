// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** Formats failures on one line: the message, and that of the root cause. */
public final class ErrorMessages {

    private static final int MAX_TEXT = 300;
    private static final int MAX_BEFORE_CAUSE = 200;
    private static final int MAX_DEPTH = 20;

    private ErrorMessages() {}

    /** Describes a failure, without the query of any URL. */
    public static String describe(Throwable failure) {
        return describe(failure, Redactor.none());
    }

    /** Describes a failure, without the values that the redactor hides. */
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

    /** Describes a text from outside, without the query of any URL. */
    public static String describe(String text) {
        return Redactor.none().redact(text);
    }

    /** Returns whether the host cannot be reached: it refuses connections, is unknown, or has no route. */
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

    /** Returns the message, null if there is none. Exceptions of applications may throw another one. */
    private static String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            return "its message is not available";
        }
    }

    private static String named(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        String message = message(failure);
        return message == null || message.isBlank() ? type : type + ": " + message;
    }
}
