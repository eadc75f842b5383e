// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.path;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.drivechange.benchmarks.receiver.ReceiverProcess;
import org.drivechange.benchmarks.server.BlastServer;
import org.drivechange.benchmarks.server.Notifications;

/** One session of one receiver, which is sent bursts, and single notifications at a pace. */
public final class Round {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FIRST_BURST = 10_000;
    private static final int LARGEST_BURST = 500_000;

    /** A burst's length; a server that went on for ever would find out who has the largest queue. */
    private static final double BURST_SECONDS = 0.25;

    private static final long PAYLOADS_BYTES = 64_000_000;

    private static final int MOST_WARMING = 3;
    private static final double STILL_RISING = 1.05;

    private final BlastServer server;
    private final ReceiverProcess receiver;
    private long sent;
    private double perSecond;

    private Round(BlastServer server, ReceiverProcess receiver) {
        this.server = server;
        this.receiver = receiver;
    }

    /** Opens the receiver's session, and returns when it has joined. */
    public static Round open(BlastServer server, ReceiverProcess receiver) throws IOException, TimeoutException {
        receiver.open(1);
        server.awaitJoined(1, PATIENCE);
        return new Round(server, receiver);
    }

    /** Sends bursts until they come no faster, for two seconds' time at least: what is slower is slower to be compiled. */
    void warm(Notifications what, Duration second) throws IOException {
        double best = bursts(what, second);
        for (int more = 0; more < MOST_WARMING; more++) {
            double next = bursts(what, second);
            if (next < best * STILL_RISING) {
                return;
            }
            best = Math.max(best, next);
        }
    }

    /** Returns how many notifications came in a second, from the first that is sent in a burst to the last that is counted. */
    public double bursts(Notifications what, Duration atLeast) throws IOException {
        perSecond = 0;
        long number = 0;
        long nanos = 0;
        while (nanos < atLeast.toNanos()) {
            long burst = burst(what);
            long start = System.nanoTime();
            server.blast(burst, what);
            receiver.await(sent += burst);
            long took = System.nanoTime() - start;
            perSecond = burst * 1e9 / took;
            number += burst;
            nanos += took;
        }
        return number * 1e9 / nanos;
    }

    private long burst(Notifications what) {
        long most = Math.min(LARGEST_BURST, PAYLOADS_BYTES / Math.max(400, what.characters()));
        return (long) Math.max(100, Math.min(most, perSecond == 0 ? FIRST_BURST : perSecond * BURST_SECONDS));
    }

    /** Returns how long each took to come, in nanoseconds. */
    long[] paced(int aSecond, Duration duration) throws IOException {
        receiver.time();
        sent += server.pace(aSecond, duration);
        receiver.await(sent);
        return receiver.timed();
    }
}
