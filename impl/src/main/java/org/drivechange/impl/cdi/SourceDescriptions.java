// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.drivechange.DriveChange;

/** Formats source locations of the application for messages. */
final class SourceDescriptions {

    private SourceDescriptions() {}

    static String method(Method method) {
        return method(method, method.getDeclaringClass());
    }

    /** Formats a method of a bean, including the class it is inherited from. */
    static String method(Method method, Class<?> bean) {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        String inherited = method.getDeclaringClass() == bean
                ? ""
                : " (inherited from " + method.getDeclaringClass().getName() + ")";
        return bean.getName() + "#" + method.getName() + "(" + parameters + ")" + inherited;
    }

    static String annotation(DriveChange annotation) {
        String account = annotation.account().isEmpty() ? "" : ", account = \"" + annotation.account() + "\"";
        return "@DriveChange(target = \"" + annotation.target() + "\"" + account + ")";
    }
}
