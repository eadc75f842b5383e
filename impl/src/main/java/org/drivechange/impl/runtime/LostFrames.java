// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counter of the frames of one session that were lost to an {@code Error}. Each may have been a notification, so the session
 * abandons its connections. Thread-safe.
 */
final class LostFrames {

    private final AtomicInteger lost = new AtomicInteger();

    /** Number of lost frames for which connections were abandoned. Written on the serial executor only. */
    private volatile int handled;

    void record() {
        lost.incrementAndGet();
    }

    /** Returns whether frames were lost for which no connection was abandoned yet. */
    boolean isPending() {
        return lost.get() != handled;
    }

    /** Returns the number of lost frames, for {@link #handled(int)}. */
    int count() {
        return lost.get();
    }

    /** Records that the connections which lost this number of frames are abandoned. */
    void handled(int count) {
        handled = count;
    }
}
