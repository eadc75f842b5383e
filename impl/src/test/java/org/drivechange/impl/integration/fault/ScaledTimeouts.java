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

    private static final int DIVISOR = 25;

    private ScaledTimeouts() {}

    static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds).dividedBy(DIVISOR);
    }

    /** Returns the explanation of the times for the report. */
    static String introduction() {
        return """
                All times are the defaults divided by %d: pings every %s with a timeout of %s, and %s. Only the maximum delay is
                shorter than in proportion. A fault ends when it was logged or occurs again; the time to reopen counts from
                then. For a fault without a log line it counts from the beginning.""".formatted(DIVISOR, PING_INTERVAL, PING_TIMEOUT, CONFIGURATION);
    }
}
