// SPDX-License-Identifier: Apache-2.0
package org.drivechange.collectors;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.CdiApplication;

/** Java SE application with the OpenTelemetry SDK registered as the global instance. */
final class Application implements AutoCloseable {

    static final String DRIVE = "/drives/b!1/root";

    private final GraphSimulator simulator = GraphSimulator.start();
    private final OpenTelemetrySdk sdk;
    private final CdiApplication application;

    /** Observer that creates a span. */
    @ApplicationScoped
    static class Inbox {

        private final Semaphore received = new Semaphore(0);

        @DriveChange(target = DRIVE)
        void onEvent(DriveEvent event) {
            if (event instanceof DriveNotification) {
                GlobalOpenTelemetry.getTracer("inbox")
                        .spanBuilder("delta")
                        .startSpan()
                        .end();
            }
            received.release();
        }

        void await() {
            try {
                if (!received.tryAcquire(15, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("no event within 15 s");
                }
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    Application(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        GlobalOpenTelemetry.set(sdk);
        Map<String, String> values =
                Map.of("drivechange.graph.url", simulator.graphUrl(), "drivechange.token", "secret-token");
        application = CdiApplication.start(values, Inbox.class);
    }

    /** Waits until its drive is open and one change is observed. */
    void observeChange() {
        Inbox inbox = application.bean(Inbox.class);
        inbox.await();
        simulator.emit(DRIVE);
        inbox.await();
    }

    @Override
    public void close() {
        try {
            application.close();
        } finally {
            GlobalOpenTelemetry.resetForTest();
            sdk.close();
            simulator.close();
        }
    }
}
