// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

/**
 * Failure of an observer of item changes.
 *
 * @param observer bean class and method
 * @param cause exception of the observer
 */
public record StepFailure(String observer, Throwable cause) {

    /** Omits the exception, whose message may contain a secret of the application. */
    @Override
    public String toString() {
        return "StepFailure[" + observer + "]";
    }
}
