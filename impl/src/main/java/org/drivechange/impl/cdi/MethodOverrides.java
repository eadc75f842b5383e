// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Detects overridden and bridge methods, which containers list among a bean's methods. */
final class MethodOverrides {

    private MethodOverrides() {}

    /** Whether the method is a bridge, or is overridden in the bean class or a class between it and the declaring class. */
    static boolean replaced(Method method, Class<?> bean) {
        if (method.isBridge() || method.isSynthetic()) {
            return true;
        }
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        for (Class<?> type = bean; type != null && type != method.getDeclaringClass(); type = type.getSuperclass()) {
            if (Arrays.stream(type.getDeclaredMethods()).anyMatch(other -> overrides(other, method))) {
                return true;
            }
        }
        return false;
    }

    private static boolean overrides(Method other, Method method) {
        return other.getName().equals(method.getName())
                && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())
                && !Modifier.isPrivate(other.getModifiers())
                && !Modifier.isStatic(other.getModifiers())
                && (!packagePrivate(method) || samePackage(other, method));
    }

    private static boolean packagePrivate(Method method) {
        return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0;
    }

    private static boolean samePackage(Method first, Method second) {
        Class<?> type = first.getDeclaringClass();
        Class<?> otherType = second.getDeclaringClass();
        return type.getPackageName().equals(otherType.getPackageName())
                && type.getClassLoader() == otherType.getClassLoader();
    }
}
