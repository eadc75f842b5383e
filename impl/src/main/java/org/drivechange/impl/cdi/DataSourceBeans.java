// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Collects the application's named beans of type DataSource, which is not loaded. They are collected from container events for the
 * reason that {@link SingleBeanResolver} gives.
 */
final class DataSourceBeans {

    private static final String TYPE = "javax.sql.DataSource";

    private final Set<Bean<?>> found = ConcurrentHashMap.newKeySet();

    void bean(Bean<?> bean) {
        if (bean.getName() != null && type(bean).isPresent()) {
            found.add(bean);
        }
    }

    private static Optional<Type> type(Bean<?> bean) {
        for (Type type : bean.getTypes()) {
            if (type.getTypeName().equals(TYPE)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns a supplier of references to the bean of a name. Empty if there is none. */
    Optional<Supplier<Object>> reference(BeanManager beans, String name) {
        Set<Bean<?>> named =
                found.stream().filter(bean -> name.equals(bean.getName())).collect(Collectors.toSet());
        if (named.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(() -> {
            Bean<?> bean = beans.resolve(named);
            return beans.getReference(bean, type(bean).orElseThrow(), beans.createCreationalContext(bean));
        });
    }
}
