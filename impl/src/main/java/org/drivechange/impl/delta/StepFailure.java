// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.util.List;

/**
 * Failure of an observer of item changes.
 *
 * @param observer bean class and method
 * @param cause exception of the observer
 * @param others failures of the other observers of the step
 */
public record StepFailure(String observer, Throwable cause, List<StepFailure> others) {

    public StepFailure {
        others = List.copyOf(others);
    }

    public StepFailure(String observer, Throwable cause) {
        this(observer, cause, List.of());
    }

    /** Omits the exception, whose message may contain a secret of the application. */
    @Override
    public String toString() {
        return "StepFailure[" + observer + "]";
    }
}
