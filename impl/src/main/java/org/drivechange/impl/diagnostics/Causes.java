// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** What a failure says, for one line of a log: its message and its last cause's, without any URL's query. */
public final class Causes {

    private static final int MAX_TEXT = 300;
    private static final int MAX_BEFORE_CAUSE = 200;
    private static final int MAX_DEPTH = 20;

    private Causes() {}

    public static String describe(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; depth < MAX_DEPTH && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root == failure
                ? describe(named(failure))
                : shown(named(failure), MAX_BEFORE_CAUSE) + ", caused by " + describe(named(root));
    }

    /** The same for a text that something outside gave. */
    public static String describe(String text) {
        return shown(text, MAX_TEXT);
    }

    /** Whether the host cannot be connected to: it refuses, or there is no way to it. */
    static boolean unreachable(Throwable failure) {
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

    private static String shown(String text, int length) {
        String shown = Redacted.queries(text.replaceAll("\\p{Cntrl}+", " "));
        return Redacted.cut(shown, length);
    }

    private static String named(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        return message == null || message.isBlank() ? type : type + ": " + message;
    }
}
