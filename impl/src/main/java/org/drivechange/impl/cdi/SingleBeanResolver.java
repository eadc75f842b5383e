// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Interceptor;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * Collects the application's beans of a type and resolves the one that it may have. They are collected from container
 * events, because the bean manager of a library does not see the beans of the enclosing WAR on GlassFish and Payara, nor
 * those of an EAR's WARs on any server.
 *
 * @param <T> the type
 */
final class SingleBeanResolver<T> {

    private final String type;
    private final ErrorCode ambiguous;
    private final DeploymentProblems problems;
    private final Set<Bean<?>> found = ConcurrentHashMap.newKeySet();

    /**
     * Creates a resolver.
     *
     * @param type name of the beans' type, which is not loaded
     * @param ambiguous code of the problem that there are several beans
     */
    SingleBeanResolver(String type, ErrorCode ambiguous, DeploymentProblems problems) {
        this.type = type;
        this.ambiguous = ambiguous;
        this.problems = problems;
    }

    void bean(Bean<?> bean) {
        if (hasType(bean) && !(bean instanceof Decorator) && !(bean instanceof Interceptor)) {
            found.add(bean);
        }
    }

    private boolean hasType(Bean<?> bean) {
        for (Type one : bean.getTypes()) {
            if (one.getTypeName().equals(type)) {
                return true;
            }
        }
        return false;
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
                    ambiguous,
                    "Expected one " + type.substring(type.lastIndexOf('.') + 1) + " bean at most but found several: "
                            + names + ".");
            return true;
        }
    }

    /** Returns the bean's reference. Requires {@link #isPresent}. */
    T get(BeanManager beans, Class<T> loaded) {
        Bean<?> bean = beans.resolve(enabled());
        return loaded.cast(beans.getReference(bean, loaded, beans.createCreationalContext(bean)));
    }

    /** Excludes specialized beans, which Weld reports as well. */
    private Set<Bean<?>> enabled() {
        Set<Class<?>> specialized = found.stream()
                .map(Bean::getBeanClass)
                .filter(bean -> bean.isAnnotationPresent(Specializes.class))
                .map(Class::getSuperclass)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(bean -> !specialized.contains(bean.getBeanClass()))
                .collect(Collectors.toSet());
    }
}
