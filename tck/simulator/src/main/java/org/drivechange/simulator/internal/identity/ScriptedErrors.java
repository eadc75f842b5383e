// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** Queue of errors that replace the next responses, in the order of the calls that added them. */
public final class ScriptedErrors {

    private record ScriptedError(AtomicInteger left, IdentityErrorException exception) {}

    private final Queue<ScriptedError> next = new ArrayDeque<>();

    public synchronized void add(int requests, IdentityErrorException exception) {
        if (requests < 0) {
            throw new IllegalArgumentException("Expected 0 or more requests but found " + requests + ".");
        }
        if (requests > 0) {
            next.add(new ScriptedError(new AtomicInteger(requests), exception));
        }
    }

    /** Throws the next error, if any. */
    synchronized void raise() {
        ScriptedError error = next.peek();
        if (error != null) {
            if (error.left().decrementAndGet() == 0) {
                next.remove();
            }
            throw error.exception();
        }
    }
}
