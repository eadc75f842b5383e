// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Counts received notifications. One thread at a time writes, another one reads. */
final class NotificationCounter {

    private static final String MARK = "system-managed:";
    private static final int DIGITS = 19;
    private static final int MAX_LATENCIES = 1_000_000;

    private final AtomicLong received = new AtomicLong();
    private final long[] latencies = new long[MAX_LATENCIES];
    private volatile int recorded;
    private volatile boolean recording;

    /** Counts a notification and records its latency if enabled. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void count(String text) {
        if (recording && recorded < MAX_LATENCIES) {
            int at = text.indexOf(MARK) + MARK.length();
            long sent = Long.parseLong(text, at, at + DIGITS, 10);
            latencies[recorded] = System.nanoTime() - sent;
            recorded++;
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

    /** Clears the latencies and starts to record them. */
    void startRecording() {
        recorded = 0;
        recording = true;
    }

    /** Stops recording and returns the latencies in nanoseconds. */
    long[] stopRecording() {
        recording = false;
        return Arrays.copyOf(latencies, recorded);
    }
}
