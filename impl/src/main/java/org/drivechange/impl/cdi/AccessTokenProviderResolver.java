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
 * The application's token providers, as the container makes them known one by one: to ask a bean manager is not enough,
 * since that of a library sees no beans of the WAR around it on GlassFish and Payara, nor anywhere those of an EAR's WARs.
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
        } catch (AmbiguousResolutionException two) {
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

    /** The one provider, where there is one. */
    AccessTokenProvider get(BeanManager beans) {
        Bean<?> bean = beans.resolve(enabled());
        return (AccessTokenProvider)
                beans.getReference(bean, AccessTokenProvider.class, beans.createCreationalContext(bean));
    }

    /** Weld makes known what is specialized, too. */
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
