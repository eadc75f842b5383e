// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import com.sun.net.httpserver.Headers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rejects requests sent by a local browser on behalf of a web page of another origin. A page can reach the loopback
 * interface by a host name that resolves to 127.0.0.1 (DNS rebinding), or by posting a form.
 */
public final class LocalOriginCheck {

    private static final Pattern HOST = Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private static final Pattern ORIGIN = Pattern.compile("https?://(?<host>[^/]+)");

    private LocalOriginCheck() {}

    /** Returns the reason for rejecting a request; empty if it is accepted. */
    public static Optional<String> rejection(Headers request) {
        String host = request.getFirst("Host");
        if (host == null || !HOST.matcher(host).matches()) {
            return Optional.of("Expected the host localhost, 127.0.0.1 or [::1] but found "
                    + (host == null ? "none" : "\"" + host + '"') + ".");
        }
        String origin = request.getFirst("Origin");
        if (origin != null && !sameHost(origin, host)) {
            return Optional.of("Expected no Origin, or one of " + host + ", but found \"" + origin + "\".");
        }
        return Optional.empty();
    }

    private static boolean sameHost(String origin, String host) {
        Matcher found = ORIGIN.matcher(origin);
        return found.matches() && found.group("host").equalsIgnoreCase(host);
    }
}
