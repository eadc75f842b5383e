// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lock of a drive, which reports the changes made under it once, after its release. */
final class ChangeLock {

    private final ReentrantLock lock = new ReentrantLock();

    private final Runnable onChange;

    private boolean changed;

    ChangeLock(Runnable onChange) {
        this.onChange = onChange;
    }

    /** Marks a change to be reported; the caller holds the lock. */
    void changed() {
        changed = true;
    }

    <T> T read(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void set(Runnable action) {
        read(() -> {
            action.run();
            return null;
        });
    }

    <T> T change(Supplier<T> action) {
        boolean report = false;
        lock.lock();
        try {
            return action.get();
        } finally {
            if (lock.getHoldCount() == 1) {
                report = changed;
                changed = false;
            }
            lock.unlock();
            if (report) {
                onChange.run();
            }
        }
    }
}
