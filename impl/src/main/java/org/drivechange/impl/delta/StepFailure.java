// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.util.List;

/**
 * Failure of a step: at least one of its observers has thrown.
 *
 * @param observers observers that have thrown, in order of their exceptions
 */
public record StepFailure(List<FailedObserver> observers) {

    /**
     * Observer that has thrown.
     *
     * @param name bean class and method
     */
    public record FailedObserver(String name, Throwable cause) {

        /** Omits the exception, whose message may contain a secret of the application. */
        @Override
        public String toString() {
            return name;
        }
    }

    public StepFailure {
        observers = List.copyOf(observers);
    }

    public static StepFailure of(String observer, Throwable cause) {
        return new StepFailure(List.of(new FailedObserver(observer, cause)));
    }
}
