// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.sessions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.drivechange.benchmarks.receiver.ReceiverKind;
import org.drivechange.benchmarks.receiver.ReceiverProcess;
import org.drivechange.benchmarks.receiver.ReceiverProcess.Activity;
import org.drivechange.benchmarks.receiver.ReceiverProcess.Usage;
import org.drivechange.benchmarks.server.LoadServer;

/**
 * Measurements of many idle sessions.
 *
 * @param openSeconds seconds until all sessions were open
 * @param heapPerSession bytes per session
 * @param threads of the whole process
 * @param cpu the part of one core used when idle
 * @param waits voluntary context switches per minute when idle
 * @param reopenSeconds seconds from the loss of all sessions until all were open again; NaN for receivers that do not reconnect
 */
record SessionMeasurement(
        double openSeconds, double heapPerSession, int threads, double cpu, double waits, double reopenSeconds) {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** Time for idle threads to end and for the compiler to finish. */
    private static final Duration SETTLE_TIME = Duration.ofSeconds(6);

    static SessionMeasurement measure(ReceiverKind kind, Path module, int number, Duration idle) throws Exception {
        try (LoadServer server = LoadServer.start();
                ReceiverProcess receiver = ReceiverProcess.start(kind, module, server.port())) {
            receiver.open(1);
            server.awaitJoined(1, TIMEOUT);
            Usage first = receiver.footprint();
            long start = System.nanoTime();
            receiver.open(number - 1);
            server.awaitJoined(number, TIMEOUT);
            double openSeconds = seconds(start);
            TimeUnit.MILLISECONDS.sleep(SETTLE_TIME.toMillis());
            Usage all = receiver.footprint();
            long begin = System.nanoTime();
            Activity before = receiver.activity();
            TimeUnit.MILLISECONDS.sleep(idle.toMillis());
            Activity after = receiver.activity();
            double elapsed = seconds(begin);
            return new SessionMeasurement(
                    openSeconds,
                    (all.heap() - first.heap()) / (number - 1.0),
                    all.threads(),
                    (after.cpu() - before.cpu()) / 1e9 / elapsed,
                    (after.waits() - before.waits()) * 60 / elapsed,
                    kind == ReceiverKind.DRIVECHANGE_WATCHES ? reopenSeconds(server, number) : Double.NaN);
        }
    }

    private static double reopenSeconds(LoadServer server, int number) throws TimeoutException {
        long start = System.nanoTime();
        server.dropAll();
        server.awaitJoined(number, TIMEOUT);
        return seconds(start);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
