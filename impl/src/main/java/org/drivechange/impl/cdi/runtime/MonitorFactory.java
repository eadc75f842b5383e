// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.config.DriveChangeSettings;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.jfr.JfrMonitor;
import org.drivechange.impl.monitor.BeanLookup;
import org.drivechange.impl.monitor.Monitor;
import org.drivechange.impl.monitor.TargetNaming;
import org.drivechange.impl.opentelemetry.OpenTelemetryMonitor;

/** Creates monitors for the observability tools that are present. Classes of a missing tool are not loaded. */
final class MonitorFactory {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private MonitorFactory() {}

    /** Called on a thread of the application, because OpenWebBeans finds the application by the thread's class loader. */
    static Monitor monitor(BeanManager beans, DriveChangeSettings settings) {
        Instance<Object> all = beans.createInstance();
        TargetNaming naming = new TargetNaming(settings.telemetryTarget());
        List<Monitor> tools = new ArrayList<>();
        if (OptionalApis.present("jdk.jfr.Event")) {
            tools.add(new JfrMonitor(naming));
        }
        if (OptionalApis.present("io.opentelemetry.api.OpenTelemetry")) {
            openTelemetry(new ApplicationBeans(all), naming, settings.graphUrl())
                    .ifPresent(tools::add);
        }
        return Monitor.of(tools);
    }

    /** A broken or incomplete OpenTelemetry must not prevent the application from starting. */
    private static Optional<Monitor> openTelemetry(BeanLookup beans, TargetNaming naming, URI graph) {
        try {
            return OpenTelemetryMonitor.find(beans, naming, graph);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    ErrorCode.OPENTELEMETRY_UNUSABLE.message(
                            "Unsupported OpenTelemetry API: metrics and traces are disabled; expected an API with"
                                    + " traces and metrics, such as that of MicroProfile Telemetry 2.0 or newer."),
                    e);
            return Optional.empty();
        }
    }

    private record ApplicationBeans(Instance<Object> all) implements BeanLookup {

        @Override
        public <T> Optional<T> find(Class<T> type) {
            Instance<T> found = all.select(type);
            return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
        }
    }
}
