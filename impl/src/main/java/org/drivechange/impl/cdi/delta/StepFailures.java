// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.drivechange.impl.cdi.observer.FailureHandler;
import org.drivechange.impl.delta.StepFailure;

/** Failures of the observers of the steps that are being delivered, the first one of each step. */
final class StepFailures {

    /** Compares events by identity, as an application may fire an equal one. */
    private record Step(Object event) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Step step && step.event == event;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(event);
        }

        @Override
        public String toString() {
            return "Step[" + event.getClass().getSimpleName() + "]";
        }
    }

    private final Map<Step, AtomicReference<StepFailure>> current = new ConcurrentHashMap<>();

    void begin(Object event) {
        current.put(new Step(event), new AtomicReference<>());
    }

    /** Ends a step. Returns the first failure of its observers. */
    Optional<StepFailure> end(Object event) {
        AtomicReference<StepFailure> failure = current.remove(new Step(event));
        return failure == null ? Optional.empty() : Optional.ofNullable(failure.get());
    }

    /** Records a failure. Returns false if the event is no step, because the application fired it. */
    boolean record(Object event, String observer, Throwable failure) {
        AtomicReference<StepFailure> first = current.get(new Step(event));
        if (first == null) {
            return false;
        }
        first.compareAndSet(null, new StepFailure(observer, failure));
        return true;
    }

    /**
     * Returns a handler that records the failures of steps.
     *
     * @param others handles failures on events that the application fired
     * @param all receives each failure
     */
    FailureHandler handler(FailureHandler others, Consumer<Throwable> all) {
        return (event, observer, failure) -> {
            if (record(event, observer, failure)) {
                all.accept(failure);
            } else {
                others.failed(event, observer, failure);
            }
        };
    }
}
