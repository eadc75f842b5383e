// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/** Whether both sides are frozen: they accept connections and requests, and say nothing. */
final class Frost {

    private volatile boolean frozen;

    boolean frozen() {
        return frozen;
    }

    synchronized void freeze() {
        frozen = true;
    }

    synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }
}
