// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.path;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.drivechange.benchmarks.receiver.ReceiverProcess;
import org.drivechange.benchmarks.server.LoadServer;
import org.drivechange.benchmarks.server.Notifications;

/** Session of one receiver, which receives bursts, or single notifications at a constant rate. */
public final class ReceiverSession {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int FIRST_BURST = 10_000;
    private static final int LARGEST_BURST = 500_000;

    /** Duration of a burst; an unlimited one would measure the size of the queue. */
    private static final double BURST_SECONDS = 0.25;

    private static final long PAYLOADS_BYTES = 64_000_000;

    private static final int MAX_WARM_UP_ROUNDS = 3;
    private static final double MIN_IMPROVEMENT = 1.05;

    private final LoadServer server;
    private final ReceiverProcess receiver;
    private long sent;
    private double perSecond;

    private ReceiverSession(LoadServer server, ReceiverProcess receiver) {
        this.server = server;
        this.receiver = receiver;
    }

    /** Opens the receiver's session and waits until it has joined. */
    public static ReceiverSession open(LoadServer server, ReceiverProcess receiver)
            throws IOException, TimeoutException {
        receiver.open(1);
        server.awaitJoined(1, TIMEOUT);
        return new ReceiverSession(server, receiver);
    }

    /** Sends bursts until the rate stops rising; slower code is also compiled later. */
    void warmUp(Notifications notifications, Duration second) throws IOException {
        double best = measureBursts(notifications, second);
        for (int more = 0; more < MAX_WARM_UP_ROUNDS; more++) {
            double next = measureBursts(notifications, second);
            if (next < best * MIN_IMPROVEMENT) {
                return;
            }
            best = Math.max(best, next);
        }
    }

    /** Returns the notifications per second, from the first one sent in a burst to the last one counted. */
    public double measureBursts(Notifications notifications, Duration atLeast) throws IOException {
        perSecond = 0;
        long number = 0;
        long nanos = 0;
        while (nanos < atLeast.toNanos()) {
            long burst = burst(notifications);
            long start = System.nanoTime();
            server.sendBurst(burst, notifications);
            receiver.await(sent += burst);
            long elapsed = System.nanoTime() - start;
            perSecond = burst * 1e9 / elapsed;
            number += burst;
            nanos += elapsed;
        }
        return number * 1e9 / nanos;
    }

    private long burst(Notifications notifications) {
        long most = Math.min(LARGEST_BURST, PAYLOADS_BYTES / Math.max(400, notifications.characters()));
        return (long) Math.max(100, Math.min(most, perSecond == 0 ? FIRST_BURST : perSecond * BURST_SECONDS));
    }

    /** Returns the latency of each notification in nanoseconds. */
    long[] measureLatencies(int rate, Duration duration) throws IOException {
        receiver.startRecording();
        sent += server.sendAtRate(rate, duration);
        receiver.await(sent);
        return receiver.stopRecording();
    }
}
