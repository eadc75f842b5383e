// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.drivechange.impl.cdi.observer.FailureHandler;
import org.drivechange.impl.delta.StepFailure;
import org.drivechange.impl.delta.StepFailure.FailedObserver;

/** Failures of the observers of the steps that are being delivered. */
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

    private final Map<Step, Queue<FailedObserver>> current = new ConcurrentHashMap<>();

    void begin(Object event) {
        current.put(new Step(event), new ConcurrentLinkedQueue<>());
    }

    /** Ends a step. Returns the failures of its observers. */
    Optional<StepFailure> end(Object event) {
        Queue<FailedObserver> failures = current.remove(new Step(event));
        return failures == null || failures.isEmpty()
                ? Optional.empty()
                : Optional.of(new StepFailure(List.copyOf(failures), false));
    }

    /** Records a failure. Returns false if the event is no step, because the application fired it. */
    boolean record(Object event, String observer, Throwable failure) {
        Queue<FailedObserver> failures = current.get(new Step(event));
        return failures != null && failures.add(FailedObserver.of(observer, failure));
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
