// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Rules for allowed hosts and unencrypted connections.
 *
 * @param patterns host names with {@code *} as wildcard, such as {@code *.svc.ms}; empty allows every host
 * @param allowInsecure whether hosts other than loopback are allowed without TLS
 */
public record HostPolicy(List<String> patterns, boolean allowInsecure) {

    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|\\[?(0{1,4}:){7}0{0,3}1]?", Pattern.CASE_INSENSITIVE);

    public HostPolicy {
        patterns = List.copyOf(patterns);
    }

    /** Whether a host's name matches one of the patterns. */
    public boolean allows(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /** Whether a host is allowed without TLS. Decided by the literal name, without a lookup. */
    public boolean allowsPlain(String host) {
        return allowInsecure || LOOPBACK.matcher(host).matches();
    }

    private static boolean matches(String pattern, String name) {
        String regex = Pattern.quote(pattern.strip().toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        return Pattern.matches(regex, name);
    }
}
