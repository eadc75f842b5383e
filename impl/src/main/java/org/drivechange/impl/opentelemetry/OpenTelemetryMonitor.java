// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.monitor.Lookup;
import org.drivechange.impl.monitor.Monitor;
import org.drivechange.impl.monitor.Naming;
import org.drivechange.impl.monitor.TargetMonitor;

/** Shows what happens as OpenTelemetry's metrics and spans. */
public final class OpenTelemetryMonitor implements Monitor {

    private final Instruments instruments;
    private final Naming naming;
    private final Queues queues;
    private final GraphRequests requests;

    private OpenTelemetryMonitor(OpenTelemetry telemetry, Naming naming, URI graph) {
        this.instruments = Instruments.of(telemetry);
        this.naming = naming;
        this.queues = new Queues(instruments.meter());
        this.requests = new GraphRequests(instruments.requests(), graph);
    }

    /**
     * The application's OpenTelemetry, when it has one.
     *
     * @param beans the application's
     * @param graph Graph's address and version
     */
    public static Optional<Monitor> find(Lookup beans, Naming naming, URI graph) {
        return Instance.of(beans).map(telemetry -> new OpenTelemetryMonitor(telemetry, naming, graph));
    }

    @Override
    public TargetMonitor watched(SessionKey key) {
        return new TracedTarget(instruments, queues, naming.of(key));
    }

    @Override
    public Request begun(DriveTarget target) {
        return requests.begun();
    }

    @Override
    public void observerFailed(Throwable failure) {
        Processing.underWay().ifPresent(processing -> processing.failed(failure));
    }

    @Override
    public Executor carrying(Executor executor) {
        return task -> executor.execute(Context.current().wrap(task));
    }

    @Override
    public void close() {
        queues.close();
    }
}
