// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** What has been received. Written by one thread at a time, read by another. */
final class Tally {

    private static final String MARK = "system-managed:";
    private static final int DIGITS = 19;
    private static final int MOST = 1_000_000;

    private final AtomicLong received = new AtomicLong();
    private final long[] latencies = new long[MOST];
    private volatile int timed;
    private volatile boolean timing;

    /** Counts a notification, and how long it took, when somebody wants to know. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void count(String text) {
        if (timing && timed < MOST) {
            int at = text.indexOf(MARK) + MARK.length();
            long sent = Long.parseLong(text, at, at + DIGITS, 10);
            latencies[timed] = System.nanoTime() - sent;
            timed++;
        }
        count(1);
    }

    /** Counts notifications. */
    void count(int number) {
        received.lazySet(received.getPlain() + number);
    }

    long received() {
        return received.get();
    }

    /** From now on latencies are recorded, anew. */
    void time() {
        timed = 0;
        timing = true;
    }

    /** No more of them are, and these were, in nanoseconds. */
    long[] timed() {
        timing = false;
        return Arrays.copyOf(latencies, timed);
    }
}
