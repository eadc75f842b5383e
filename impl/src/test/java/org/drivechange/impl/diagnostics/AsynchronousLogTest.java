// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import org.drivechange.impl.LogLines;
import org.junit.jupiter.api.Test;

class AsynchronousLogTest {

    private static final int WAITING = 10_000;

    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final AsynchronousLog messages = new AsynchronousLog(thread::add);

    private void write() {
        while (!thread.isEmpty()) {
            thread.remove().run();
        }
    }

    @Test
    void log_drops_and_counts_lines_beyond_the_limit() {
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < WAITING + 7; i++) {
                messages.log(Level.DEBUG, "line");
            }
            assertThat(thread).hasSize(WAITING);
            write();
            messages.log(Level.INFO, "next");
            write();
            assertThat(log.lines())
                    .containsExactly("DRC4008 7 log lines were dropped, as the log's handlers are too slow.", "next");
        }
    }
}
