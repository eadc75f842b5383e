// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.util.List;
import org.drivechange.impl.diagnostics.ErrorMessages;

/**
 * Failure of a step: at least one of its observers has thrown, or DriveChange has failed to call them.
 *
 * @param observers observers that have thrown, in order of their exceptions
 * @param internal whether DriveChange has failed, which is no attempt of an observer
 */
public record StepFailure(List<FailedObserver> observers, boolean internal) {

    /**
     * Observer that has thrown.
     *
     * @param name bean class and method
     * @param text description of the exception, whose methods are the application's own code
     */
    public record FailedObserver(String name, Throwable cause, String text) {

        /** Describes the exception on the calling thread, that of the observer. */
        public static FailedObserver of(String name, Throwable cause) {
            return new FailedObserver(name, cause, ErrorMessages.describe(cause));
        }

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
        return new StepFailure(List.of(FailedObserver.of(observer, cause)), false);
    }

    /** Returns the failure of DriveChange to call the observers. */
    public static StepFailure internal(Throwable fault) {
        return new StepFailure(List.of(FailedObserver.of("DriveChange", fault)), true);
    }
}
