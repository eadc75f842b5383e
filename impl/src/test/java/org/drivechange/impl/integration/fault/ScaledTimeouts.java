// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.fault;

import java.time.Duration;
import java.util.Map;

/** Proportionally reduced default timeouts, which avoid waits of half a minute. */
final class ScaledTimeouts {

    static final Duration CONNECT_TIMEOUT = seconds(30);
    static final Duration PING_INTERVAL = seconds(25);
    static final Duration PING_TIMEOUT = seconds(20);

    /** Time without a packet after which the connection counts as dead. */
    static final Duration SILENCE = PING_INTERVAL.plus(PING_TIMEOUT);

    /** Maximum delay, shorter than in proportion. */
    static final Map<String, String> CONFIGURATION = Map.of(
            "drivechange.connect-timeout", CONNECT_TIMEOUT.toString(),
            "drivechange.reconnect.delay", seconds(1).toString(),
            "drivechange.reconnect.max-delay", "PT0.4S");

    private static final int BY = 25;

    private ScaledTimeouts() {}

    static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds).dividedBy(BY);
    }

    /** Explanation of the times for the report. */
    static String explained() {
        return """
                All times are the defaults' divided by %d: pings every %s with %s to be answered, and %s. Only the longest wait is
                shorter. A fault goes when it was told, or when it was met again; from then on it is counted until the target is
                open again. Where nothing was told, it is counted from the beginning.""".formatted(BY, PING_INTERVAL, PING_TIMEOUT, CONFIGURATION);
    }
}
