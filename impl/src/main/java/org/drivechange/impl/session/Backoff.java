// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.drivechange.impl.connection.Failure;

/** How long to wait after failures: exponential, capped, jittered, endless. */
final class Backoff {

    /** 2^40 times the shortest delay is over the longest in any configuration; more would overflow. */
    private static final int MAX_DOUBLINGS = 40;

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /** Of {@link Failure.RetryPolicy#POLL}. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** Failures that {@link Failure.RetryPolicy#SLOW} counts at least: 64 times the first delay. */
    private static final int SLOW_FAILURES = 6;

    private final SessionSettings.Reconnect reconnect;
    private final RandomGenerator random;

    Backoff(SessionSettings.Reconnect reconnect, RandomGenerator random) {
        this.reconnect = reconnect;
        this.random = random;
    }

    /**
     * How long to leave it after a problem.
     *
     * @param failures how many tries had failed in a row before this one
     */
    Duration after(Failure problem, int failures) {
        if (problem.retryAfter().isPresent()) {
            return clamped(problem.retryAfter().get()).plus(spread());
        }
        return switch (problem.policy()) {
            case EXPONENTIAL -> delay(failures);
            case SLOW -> delay(Math.max(failures, SLOW_FAILURES));
            case POLL -> jittered(Math.min((double) BETWEEN_LOOKS.toNanos(), longest()));
            case MAX_DELAY -> jittered(longest());
        };
    }

    /** The shortest wait between two tries. */
    Duration shortest() {
        return reconnect.delay();
    }

    /** How long Graph asks an account to be left alone. */
    Duration pause(Failure problem, Duration otherwise) {
        return problem.retryAfter().map(this::clamped).orElse(otherwise);
    }

    /** When to try after a throttling: a little later, so that all who were told the same moment do not come at once. */
    Instant afterThrottle(RetryHistory history) {
        return history.throttledUntil().plus(spread());
    }

    private Duration spread() {
        return Duration.ofNanos((long) ((double) reconnect.delay().toNanos() * random.nextDouble()));
    }

    private Duration delay(int failures) {
        double doubled = (double) reconnect.delay().toNanos() * (double) (1L << Math.min(failures, MAX_DOUBLINGS));
        return jittered(Math.min(doubled, longest()));
    }

    private Duration jittered(double nanos) {
        return Duration.ofNanos((long) (nanos * (1 - reconnect.jitter() * random.nextDouble())));
    }

    private double longest() {
        return (double) reconnect.maxDelay().toNanos();
    }

    private Duration clamped(Duration retryAfter) {
        if (retryAfter.compareTo(reconnect.delay()) < 0) {
            return reconnect.delay();
        }
        return retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : retryAfter;
    }
}
