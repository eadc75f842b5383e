// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.observer;

import java.util.function.Consumer;

/** Forwards observer failures to the monitor, on the observer's thread. Ignores them before the application has started. */
public final class ObserverFailureListener {

    private volatile Consumer<Throwable> listener = failure -> {};

    public void forwardTo(Consumer<Throwable> next) {
        listener = next;
    }

    public void observerFailed(Throwable failure) {
        listener.accept(failure);
    }
}
