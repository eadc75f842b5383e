// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.http.RequestKind;
import org.drivechange.impl.monitor.BeanLookup;
import org.drivechange.impl.monitor.Monitor;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.monitor.TargetNaming;

/** Reports metrics and spans to OpenTelemetry. */
public final class OpenTelemetryMonitor implements Monitor {

    private final Instruments instruments;
    private final TargetNaming naming;
    private final QueueMetrics queues;
    private final RequestDurations requests;

    private OpenTelemetryMonitor(OpenTelemetry telemetry, TargetNaming naming, URI graph) {
        this.instruments = Instruments.of(telemetry);
        this.naming = naming;
        this.queues = new QueueMetrics(instruments.meter());
        this.requests = new RequestDurations(instruments.requests(), graph);
    }

    /**
     * Returns a monitor that uses the application's OpenTelemetry instance. Empty if it has none.
     *
     * @param beans the application's beans
     * @param graph Graph's address and version
     */
    public static Optional<Monitor> find(BeanLookup beans, TargetNaming naming, URI graph) {
        return OpenTelemetryLocator.of(beans).map(telemetry -> new OpenTelemetryMonitor(telemetry, naming, graph));
    }

    @Override
    public String tool() {
        return "OpenTelemetry";
    }

    @Override
    public TargetMonitor forTarget(SessionKey key) {
        return new OpenTelemetryTargetMonitor(instruments, queues, naming.of(key));
    }

    @Override
    public Request requestStarted(RequestKind kind, DriveTarget target) {
        return requests.started(kind, naming.of(new SessionKey(target, "")));
    }

    @Override
    public void observerFailed(Throwable failure) {
        DeliverySpan.current().ifPresent(processing -> processing.failed(failure));
    }

    @Override
    public Executor propagating(Executor executor) {
        return task -> executor.execute(Context.current().wrap(task));
    }

    @Override
    public Executor inCurrentContext(Executor executor) {
        return Context.current().wrap(executor);
    }

    @Override
    public void close() {
        queues.close();
    }
}
