// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.config.Settings;
import org.drivechange.impl.jfr.JfrMonitor;
import org.drivechange.impl.monitor.Lookup;
import org.drivechange.impl.monitor.Monitor;
import org.drivechange.impl.monitor.Naming;
import org.drivechange.impl.opentelemetry.OpenTelemetryMonitor;

/** Which tools are there to show what happens. What a tool needs is loaded only where that is there. */
final class Tools {

    private Tools() {}

    /** Called on a thread of the application, as OpenWebBeans finds that by the thread's class loader. */
    static Monitor monitor(BeanManager beans, Settings settings) {
        Instance<Object> all = beans.createInstance();
        Naming naming = new Naming(settings.telemetryTarget());
        List<Monitor> tools = new ArrayList<>();
        if (present("jdk.jfr.Event")) {
            tools.add(new JfrMonitor(naming));
        }
        if (present("io.opentelemetry.api.OpenTelemetry")) {
            OpenTelemetryMonitor.find(new ApplicationBeans(all), naming, settings.graphUrl())
                    .ifPresent(tools::add);
        }
        return Monitor.of(tools);
    }

    private static boolean present(String type) {
        try {
            Class.forName(type, false, Tools.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    private record ApplicationBeans(Instance<Object> all) implements Lookup {

        @Override
        public <T> Optional<T> find(Class<T> type) {
            Instance<T> found = all.select(type);
            return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
        }
    }
}
