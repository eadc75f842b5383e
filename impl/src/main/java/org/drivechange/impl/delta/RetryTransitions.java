// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.drivechange.impl.retry.Backoff;
import org.drivechange.impl.retry.Failure;

/** Transition after a failure that is retried: counts it, reports it, and pauses. Pure. */
final class RetryTransitions {

    private final Backoff backoff;
    private final DeltaReporter reporter;

    RetryTransitions(Backoff backoff, DeltaReporter reporter) {
        this.backoff = backoff;
        this.reporter = reporter;
    }

    /**
     * Pauses after a failure.
     *
     * @param pausing returns the state that lasts until the given time
     */
    DeltaTransition retry(DeltaHistory history, Failure failure, Instant now, Function<Instant, DeltaState> pausing) {
        Retries retries = history.retries();
        Duration wait = backoff.after(failure, retries.failures());
        return DeltaTransition.of(
                history.with(retries.failed(failure.code(), now)),
                pausing.apply(now.plus(wait)),
                reporter.retried(retries, failure, wait, now));
    }
}
