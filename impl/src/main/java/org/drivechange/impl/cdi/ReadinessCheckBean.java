// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.PassivationCapable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drivechange.impl.health.HealthReport;
import org.drivechange.impl.health.ReadinessCheck;

/**
 * CDI bean of the readiness check. Loaded only if MicroProfile Health is present. Implemented by hand, because
 * WildFly's health endpoint sees only beans of the application's own archives. Weld decides this by {@link
 * #getBeanClass()}, except for beans created by a configurator.
 */
final class ReadinessCheckBean implements Bean<ReadinessCheck>, PassivationCapable {

    private final Class<?> beanClass;
    private final Supplier<HealthReport> reports;

    /**
     * Creates the bean.
     *
     * @param beanClass a class in an archive of the application, whose beans are visible everywhere
     */
    ReadinessCheckBean(Class<?> beanClass, Supplier<HealthReport> reports) {
        this.beanClass = beanClass;
        this.reports = reports;
    }

    @Override
    public Class<?> getBeanClass() {
        return beanClass;
    }

    @Override
    public ReadinessCheck create(CreationalContext<ReadinessCheck> context) {
        return new ReadinessCheck(reports);
    }

    @Override
    public void destroy(ReadinessCheck check, CreationalContext<ReadinessCheck> context) {
        context.release();
    }

    @Override
    public Set<Type> getTypes() {
        return Stream.concat(Stream.of(Object.class), Stream.of(ReadinessCheck.class.getInterfaces()))
                .collect(Collectors.toSet());
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Stream.concat(Stream.of(Any.Literal.INSTANCE), Stream.of(ReadinessCheck.class.getAnnotations()))
                .collect(Collectors.toSet());
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return Dependent.class;
    }

    @Override
    public String getId() {
        return ReadinessCheck.class.getName();
    }

    @Override
    public String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public boolean isAlternative() {
        return false;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }
}
