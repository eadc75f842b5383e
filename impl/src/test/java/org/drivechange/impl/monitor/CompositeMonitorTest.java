// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executor;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.http.RequestKind;
import org.junit.jupiter.api.Test;

class CompositeMonitorTest {

    /** Monitor each of whose methods throws. */
    private record FailingMonitor(String tool) implements Monitor {

        @Override
        public TargetMonitor forTarget(SessionKey key) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public Request requestStarted(RequestKind kind, DriveTarget target) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void observerFailed(Throwable failure) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public Executor propagating(Executor executor) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public Executor inCurrentContext(Executor executor) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void close() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void composite_names_each_failed_monitor_once() {
        try (LogLines log = new LogLines();
                Monitor composite = Monitor.of(List.of(new FailingMonitor("one"), new FailingMonitor("other")))) {
            composite.requestStarted(RequestKind.SOCKET_IO, DriveTarget.parse("/me/drive/root"));
            composite.observerFailed(new Exception("on purpose"));
            assertThat(log.lines())
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("DRC4006 one failed"))
                    .anyMatch(line -> line.startsWith("DRC4006 other failed"));
        }
    }
}
