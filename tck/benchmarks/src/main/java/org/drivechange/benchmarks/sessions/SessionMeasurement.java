// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.sessions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.drivechange.benchmarks.receiver.Kind;
import org.drivechange.benchmarks.receiver.ReceiverProcess;
import org.drivechange.benchmarks.receiver.ReceiverProcess.Activity;
import org.drivechange.benchmarks.receiver.ReceiverProcess.Taken;
import org.drivechange.benchmarks.server.BlastServer;

/**
 * Many sessions, as they were found.
 *
 * @param opening seconds until all were open
 * @param heapEach bytes that a session holds
 * @param threads of the whole process
 * @param cpu of one core, when idle
 * @param waits a minute, when idle: how often a thread gave its processor back
 * @param reopening seconds from the loss of all until all were open again; NaN where nobody opens them
 */
record Crowd(double opening, double heapEach, int threads, double cpu, double waits, double reopening) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What threads that are not needed any more take to end, and the compiler to be done. */
    private static final Duration CALM = Duration.ofSeconds(6);

    static Crowd gather(Kind kind, Path module, int number, Duration idle) throws Exception {
        try (BlastServer server = BlastServer.start();
                ReceiverProcess receiver = ReceiverProcess.start(kind, module, server.port())) {
            receiver.open(1);
            server.awaitJoined(1, PATIENCE);
            Taken one = receiver.footprint();
            long start = System.nanoTime();
            receiver.open(number - 1);
            server.awaitJoined(number, PATIENCE);
            double opening = seconds(start);
            TimeUnit.MILLISECONDS.sleep(CALM.toMillis());
            Taken all = receiver.footprint();
            long begin = System.nanoTime();
            Activity before = receiver.activity();
            TimeUnit.MILLISECONDS.sleep(idle.toMillis());
            Activity after = receiver.activity();
            double took = seconds(begin);
            return new Crowd(
                    opening,
                    (all.heap() - one.heap()) / (number - 1.0),
                    all.threads(),
                    (after.cpu() - before.cpu()) / 1e9 / took,
                    (after.waits() - before.waits()) * 60 / took,
                    kind == Kind.OURS_WATCHING ? reopening(server, number) : Double.NaN);
        }
    }

    private static double reopening(BlastServer server, int number) throws TimeoutException {
        long start = System.nanoTime();
        server.dropAll();
        server.awaitJoined(number, PATIENCE);
        return seconds(start);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
