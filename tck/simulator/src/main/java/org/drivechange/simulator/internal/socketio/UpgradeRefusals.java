// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import java.util.concurrent.atomic.AtomicInteger;

/** Counter of upgrades still to be refused; {@code Integer.MAX_VALUE} means all. */
public final class UpgradeRefusals {

    private final AtomicInteger left = new AtomicInteger();

    public void set(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("Expected 0 or more upgrades to refuse but found " + count + ".");
        }
        left.set(count);
    }

    public int left() {
        return left.get();
    }

    boolean refuse() {
        return left.getAndUpdate(n -> n == 0 || n == Integer.MAX_VALUE ? n : n - 1) > 0;
    }
}
