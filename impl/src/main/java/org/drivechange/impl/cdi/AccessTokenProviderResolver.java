// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Interceptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.spi.AccessTokenProvider;

/**
 * Collects and resolves the application's {@link AccessTokenProvider} beans. They are collected from container events,
 * because the bean manager of a library does not see the beans of the enclosing WAR on GlassFish and Payara, nor those
 * of an EAR's WARs on any server.
 */
final class AccessTokenProviderResolver {

    private final DeploymentProblems problems;
    private final Set<Bean<?>> found = ConcurrentHashMap.newKeySet();

    AccessTokenProviderResolver(DeploymentProblems problems) {
        this.problems = problems;
    }

    void bean(Bean<?> bean) {
        if (bean.getTypes().contains(AccessTokenProvider.class)
                && !(bean instanceof Decorator)
                && !(bean instanceof Interceptor)) {
            found.add(bean);
        }
    }

    boolean isPresent(BeanManager beans) {
        try {
            return beans.resolve(enabled()) != null;
        } catch (AmbiguousResolutionException e) {
            String names = enabled().stream()
                    .map(bean -> bean.getBeanClass().getName())
                    .sorted()
                    .collect(Collectors.joining(" and "));
            problems.add(
                    ErrorCode.PROVIDER_AMBIGUOUS,
                    "Expected one AccessTokenProvider bean at most but found several: " + names + ".");
            return true;
        }
    }

    /** Returns the provider. Requires {@link #isPresent}. */
    AccessTokenProvider get(BeanManager beans) {
        Bean<?> bean = beans.resolve(enabled());
        return (AccessTokenProvider)
                beans.getReference(bean, AccessTokenProvider.class, beans.createCreationalContext(bean));
    }

    /** Excludes specialized beans, which Weld reports as well. */
    private Set<Bean<?>> enabled() {
        Set<Class<?>> specialized = found.stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Specializes.class))
                .map(Class::getSuperclass)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(bean -> !specialized.contains(bean.getBeanClass()))
                .collect(Collectors.toSet());
    }
}
