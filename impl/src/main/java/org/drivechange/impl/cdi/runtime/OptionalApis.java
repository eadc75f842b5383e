// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

/** Detects optional APIs. */
public final class OptionalApis {

    private OptionalApis() {}

    /** Whether a class of the API is present. Takes a name, because the class must not be linked. */
    public static boolean present(String type) {
        try {
            Class.forName(type, false, OptionalApis.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError ignored) {
            return false;
        }
    }
}
