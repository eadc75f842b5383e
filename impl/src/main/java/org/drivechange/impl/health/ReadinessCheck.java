// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.health;

import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** What a MicroProfile Health implementation asks. Servers make it before the application has started. */
@Readiness // for Payara, which looks for the annotation in the jars before it looks for beans
public final class ReadinessCheck implements HealthCheck {

    private static final String NAME = "drivechange";

    private final Supplier<HealthReport> reports;

    /**
     * Makes a check.
     *
     * @param reports tells anew each time how the targets are doing
     */
    public ReadinessCheck(Supplier<HealthReport> reports) {
        this.reports = reports;
    }

    @Override
    public HealthCheckResponse call() {
        HealthReport report = reports.get();
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).status(report.ready());
        // no lambda: WildFly goes on asking the check of a deployment that failed, and its classes are loaded no more
        for (HealthReport.Entry row : report.entries()) {
            response.withData(row.key(), row.value());
        }
        return response.build();
    }
}
