// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

/** Switch that freezes both listeners: they accept connections and requests but send nothing. */
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
