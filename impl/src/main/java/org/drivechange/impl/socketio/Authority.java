// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ProtocolException;

/** Scheme, host and port of a URL. {@code toString} returns the URL up to the path. */
record Authority(boolean secure, String host, int port) {

    private static final int NO_PORT = -1;
    private static final int MAX_PORT = 65535;

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]]+\\]|[^:\\[\\]]+)(?::([0-9]{0,5}))?");

    static Authority of(String scheme, String text) throws ProtocolException {
        boolean secure = secure(scheme);
        if (text.contains("@")) {
            throw new ProtocolException("expected a URL without a user name but found one");
        }
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            throw new ProtocolException("expected a URL with a host, and digits for a port");
        }
        return new Authority(secure, parts.group(1).toLowerCase(Locale.ROOT), port(parts.group(2), secure ? 443 : 80));
    }

    @Override
    public String toString() {
        return (secure ? "wss://" : "ws://") + host + (port == NO_PORT ? "" : ":" + port);
    }

    private static boolean secure(String scheme) throws ProtocolException {
        return switch (scheme) {
            case "https", "wss" -> true;
            case "http", "ws" -> false;
            default -> throw ProtocolException.expected("a URL with scheme http, https, ws or wss", scheme, 0);
        };
    }

    private static int port(String digits, int defaultPort) throws ProtocolException {
        if (digits == null || digits.isEmpty()) {
            return NO_PORT;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > MAX_PORT) {
            throw new ProtocolException("expected a port from 1 to " + MAX_PORT + " but found " + port);
        }
        return port == defaultPort ? NO_PORT : port;
    }
}
