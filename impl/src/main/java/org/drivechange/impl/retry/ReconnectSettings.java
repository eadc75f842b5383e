// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.retry;

import java.time.Duration;

/**
 * Delays after failures.
 *
 * @param delay first delay
 * @param maxDelay longest delay
 * @param jitter from 0 to 1; each delay is uniform in [d·(1−jitter), d]
 */
public record ReconnectSettings(Duration delay, Duration maxDelay, double jitter) {}
