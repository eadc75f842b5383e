// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** Queue of errors that replace the next responses, in the order of the calls that added them. */
public final class ScriptedErrors {

    private record Trouble(AtomicInteger left, IdentityErrorException refusal) {}

    private final Queue<Trouble> next = new ArrayDeque<>();

    public synchronized void add(int requests, IdentityErrorException refusal) {
        if (requests < 0) {
            throw new IllegalArgumentException("The number of requests is 0 or more, not " + requests + ".");
        }
        if (requests > 0) {
            next.add(new Trouble(new AtomicInteger(requests), refusal));
        }
    }

    /** Throws the next error, if any. */
    synchronized void raise() {
        Trouble trouble = next.peek();
        if (trouble != null) {
            if (trouble.left().decrementAndGet() == 0) {
                next.remove();
            }
            throw trouble.refusal();
        }
    }
}
