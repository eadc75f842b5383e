// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

/** The first bean class of the application that names a target. */
final class ApplicationClass {

    private Class<?> first;

    void found(Class<?> type) {
        if (first == null && !type.isInterface()) {
            first = type;
        }
    }

    Class<?> or(Class<?> other) {
        return first == null ? other : first;
    }
}
