// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Optional;
import org.drivechange.impl.monitor.BeanLookup;

/** Locates the application's OpenTelemetry instance. */
final class OpenTelemetryLocator {

    private OpenTelemetryLocator() {}

    /** Returns the bean of the application or its server, otherwise the JVM's global instance if set. */
    static Optional<OpenTelemetry> of(BeanLookup beans) {
        return beans.find(OpenTelemetry.class).or(OpenTelemetryLocator::global);
    }

    private static Optional<OpenTelemetry> global() {
        try {
            return GlobalOpenTelemetry.isSet() ? Optional.of(GlobalOpenTelemetry.get()) : Optional.empty();
        } catch (NoSuchMethodError e) {
            // API before 1.57: get() would set a no-op instance, and the application could no longer set its own
            return Optional.empty();
        }
    }
}
