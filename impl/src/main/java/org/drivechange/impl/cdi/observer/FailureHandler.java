// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.observer;

/** Handles the exception of an observer, on its thread. */
public interface FailureHandler {

    /**
     * Called once for each exception.
     *
     * @param event the event that the observer received
     * @param observer source location of the observer
     */
    void failed(Object event, String observer, Throwable failure);
}
