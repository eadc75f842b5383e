// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Computes the delays after failures: exponential, capped, with jitter, without a maximum number of retries. */
public final class Backoff {

    /** 2^40 times the shortest delay exceeds the longest of any configuration; more would overflow. */
    private static final int MAX_DOUBLINGS = 40;

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /** Interval of {@link Failure.RetryPolicy#POLL}. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    /** Minimum failure count of {@link Failure.RetryPolicy#SLOW}: 64 times the first delay. */
    private static final int SLOW_FAILURES = 6;

    private final ReconnectSettings reconnect;
    private final RandomGenerator random;

    public Backoff(ReconnectSettings reconnect, RandomGenerator random) {
        this.reconnect = reconnect;
        this.random = random;
    }

    /**
     * Returns the delay after a failure.
     *
     * @param failures number of consecutive failures before this one
     */
    public Duration after(Failure failure, int failures) {
        if (failure.retryAfter().isPresent()) {
            return clamped(failure.retryAfter().get()).plus(spread());
        }
        return switch (failure.policy()) {
            case EXPONENTIAL -> delay(failures);
            case SLOW -> delay(Math.max(failures, SLOW_FAILURES));
            case POLL -> jittered(Math.min((double) POLL_INTERVAL.toNanos(), longest()));
            case MAX_DELAY -> jittered(longest());
        };
    }

    /** Returns the shortest delay between two attempts. */
    public Duration shortest() {
        return reconnect.delay();
    }

    /** Returns the time for which Graph asks an account to pause. */
    public Duration pause(Failure failure, Duration defaultPause) {
        return failure.retryAfter().map(this::clamped).orElse(defaultPause);
    }

    /**
     * Returns the time of the next attempt after a throttling: slightly later, at random, so the sessions of the account do not
     * retry at once.
     */
    public Instant afterThrottle(Instant throttledUntil) {
        return throttledUntil.plus(spread());
    }

    /** Returns the delay until the next poll: at most the interval, with jitter. */
    public Duration poll(Duration interval) {
        return jittered((double) interval.toNanos());
    }

    private Duration spread() {
        return Duration.ofNanos((long) ((double) reconnect.delay().toNanos() * random.nextDouble()));
    }

    /**
     * Returns the exponential delay after a failure.
     *
     * @param failures number of consecutive failures before this one
     */
    public Duration delay(int failures) {
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
