// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.drivechange.impl.cdi.observer.FailureHandler;
import org.drivechange.impl.cdi.observer.FailureLog;
import org.drivechange.impl.cdi.observer.ObserverFailureListener;
import org.drivechange.impl.graph.SessionKey;

/** Observers of item changes, collected at deployment. Not thread-safe until then. */
public final class ItemObservers {

    private final StepFailures failures = new StepFailures();
    private final ObserverFailureListener listener;
    private final Set<SessionKey> targets = new HashSet<>();
    private final Set<SessionKey> resetTargets = new HashSet<>();
    private boolean allTargets;
    private boolean allResets;

    /**
     * Creates an empty collection.
     *
     * @param listener receives the failures of the observers
     */
    public ItemObservers(ObserverFailureListener listener) {
        this.listener = listener;
    }

    /** Returns the handler of one observer's failures. A failure withholds the acknowledgement of its step. */
    public FailureHandler failureHandler() {
        return failures.handler(new FailureLog(listener), listener::observerFailed);
    }

    /**
     * Adds an observer.
     *
     * @param target target of the observer, empty for all targets
     * @param reset whether it observes resets only
     */
    public void add(Optional<SessionKey> target, boolean reset) {
        target.ifPresentOrElse(targets::add, () -> allTargets = true);
        if (reset) {
            target.ifPresentOrElse(resetTargets::add, () -> allResets = true);
        }
    }

    boolean observes(SessionKey key) {
        return allTargets || targets.contains(key);
    }

    boolean observesResets(SessionKey key) {
        return allResets || resetTargets.contains(key);
    }

    StepFailures failures() {
        return failures;
    }
}
