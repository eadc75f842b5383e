// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import java.util.concurrent.atomic.AtomicInteger;

/** How many of the next upgrades are refused; {@code Integer.MAX_VALUE} never runs out. */
public final class UpgradeRefusals {

    private final AtomicInteger left = new AtomicInteger();

    public void set(int howMany) {
        if (howMany < 0) {
            throw new IllegalArgumentException("The number of upgrades to refuse is 0 or more, not " + howMany + ".");
        }
        left.set(howMany);
    }

    public int left() {
        return left.get();
    }

    boolean refuse() {
        return left.getAndUpdate(n -> n == 0 || n == Integer.MAX_VALUE ? n : n - 1) > 0;
    }
}
