// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.impl.cdi.runtime.OptionalApis;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.spi.AccessTokenProvider;
import org.drivechange.spi.DeltaTokenStore;

/** Portable CDI extension and entry point of DriveChange. Each lifecycle phase is one method that delegates. */
public class DriveChangeExtension implements Extension {

    private final DeploymentProblems problems = new DeploymentProblems();
    private final ObserverMethodRewriter rewriter = new ObserverMethodRewriter(problems);
    private final ObserverDiscovery discovery = new ObserverDiscovery(problems);
    private final SingleBeanResolver<AccessTokenProvider> providers =
            new SingleBeanResolver<>(AccessTokenProvider.class.getName(), ErrorCode.PROVIDER_AMBIGUOUS, problems);
    private final SingleBeanResolver<DeltaTokenStore> stores =
            new SingleBeanResolver<>("org.drivechange.spi.DeltaTokenStore", ErrorCode.STORE_AMBIGUOUS, problems);
    private final DataSourceBeans dataSources = new DataSourceBeans();
    private final Lifecycle lifecycle = new Lifecycle(discovery, providers, stores, dataSources, problems);

    /** First bean class of the application that names a target; the bean class of the readiness check. */
    private Class<?> applicationClass = DriveChangeExtension.class;

    void begin(@Observes BeforeBeanDiscovery event) {
        discovery.qualifiers().begin();
    }

    void rewriteShortForm(@Observes @WithAnnotations(DriveChange.class) ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        if (applicationClass == DriveChangeExtension.class && !type.isInterface()) {
            applicationClass = type;
        }
        rewriter.rewrite(event);
    }

    void rejectInterfaceMethods(@Observes ProcessManagedBean<?> event) {
        rewriter.rejectInterfaceMethods(event.getAnnotatedBeanClass().getJavaClass());
    }

    void findSingleBeans(@Observes ProcessBean<?> event) {
        providers.bean(event.getBean());
        stores.bean(event.getBean());
        dataSources.bean(event.getBean());
    }

    void discover(@Observes ProcessObserverMethod<?, ?> event) {
        discovery.observer(event);
    }

    void canonicalize(@Observes ProcessInjectionPoint<?, ?> event) {
        discovery.injectionPoint(event);
    }

    void addBeans(@Observes AfterBeanDiscovery event) {
        // the bean class is the public type itself, because some containers create the proxy from it;
        // TomEE deploys no EAR without an id
        event.addBean()
                .id(DriveChanges.class.getName())
                .beanClass(DriveChanges.class)
                .types(DriveChanges.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> lifecycle.changes());
        if (OptionalApis.present("org.eclipse.microprofile.health.Readiness")) {
            event.addBean(new ReadinessCheckBean(applicationClass, lifecycle::health));
        }
    }

    void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
        lifecycle.prepare(beans);
        // thrown, not added: OpenWebBeans logs added problems and fails with another message
        problems.asMessage().ifPresent(message -> {
            throw new DeploymentException(message);
        });
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event, BeanManager beans) {
        lifecycle.start(beans);
    }

    /** Fallback for containers that fire the event above too early. Only the event above is fired by every container. */
    void startLater(@Observes Startup event, BeanManager beans) {
        lifecycle.start(beans);
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        lifecycle.stop();
    }

    /** Also called after a failed deployment. */
    void beforeShutdown(@Observes BeforeShutdown event) {
        lifecycle.stop();
        discovery.qualifiers().end();
    }
}
