// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

/** Whether both sides are frozen: they accept connections and requests, and say nothing. */
public final class FreezeSwitch {

    private volatile boolean frozen;

    public boolean frozen() {
        return frozen;
    }

    public synchronized void freeze() {
        frozen = true;
    }

    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    public synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }
}
