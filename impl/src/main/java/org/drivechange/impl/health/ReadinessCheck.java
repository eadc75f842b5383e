// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.health;

import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** MicroProfile Health readiness check. Servers create it before the application has started. */
@Readiness // for Payara, which scans the jars for the annotation before it scans for beans
public final class ReadinessCheck implements HealthCheck {

    private static final String NAME = "drivechange";

    private final Supplier<HealthReport> reports;

    /**
     * Creates a check.
     *
     * @param reports supplies the current report
     */
    public ReadinessCheck(Supplier<HealthReport> reports) {
        this.reports = reports;
    }

    @Override
    public HealthCheckResponse call() {
        HealthReport report = reports.get();
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).status(report.ready());
        // no lambda: WildFly keeps calling the check of a failed deployment, whose classes can no longer be loaded
        for (HealthReport.Entry row : report.entries()) {
            response.withData(row.key(), row.value());
        }
        return response.build();
    }
}
