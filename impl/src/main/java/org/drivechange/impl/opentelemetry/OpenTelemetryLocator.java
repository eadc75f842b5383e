// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Optional;
import org.drivechange.impl.monitor.BeanLookup;

/** Which OpenTelemetry is the application's. */
final class OpenTelemetryLocator {

    private OpenTelemetryLocator() {}

    /** The bean that the application or its server has; else what has been set for the whole JVM, or nothing. */
    static Optional<OpenTelemetry> of(BeanLookup beans) {
        return beans.find(OpenTelemetry.class).or(OpenTelemetryLocator::global);
    }

    private static Optional<OpenTelemetry> global() {
        try {
            return GlobalOpenTelemetry.isSet() ? Optional.of(GlobalOpenTelemetry.get()) : Optional.empty();
        } catch (NoSuchMethodError before157) {
            // get() would set it to one that does nothing, and the application could not set its own any more
            return Optional.empty();
        }
    }
}
