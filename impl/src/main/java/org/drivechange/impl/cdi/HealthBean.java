// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.function.Supplier;
import org.drivechange.impl.health.ReadinessCheck;
import org.drivechange.impl.health.Report;

/** The readiness check as a bean. Loaded only where MicroProfile Health is there. */
final class HealthBean {

    private HealthBean() {}

    static void add(AfterBeanDiscovery event, Supplier<Report> reports) {
        event.<ReadinessCheck>addBean()
                .id(ReadinessCheck.class.getName())
                .beanClass(ReadinessCheck.class)
                .addTransitiveTypeClosure(ReadinessCheck.class)
                .qualifiers(ReadinessCheck.class.getAnnotations())
                .scope(Dependent.class)
                .createWith(context -> new ReadinessCheck(reports));
    }
}
