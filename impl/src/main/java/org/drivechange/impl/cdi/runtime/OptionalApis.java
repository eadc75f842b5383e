// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

/** Which of the APIs that may be missing are there. */
public final class OptionalApis {

    private OptionalApis() {}

    /** Whether a class of the API can be found, by name, as it must not be linked. */
    public static boolean present(String type) {
        try {
            Class.forName(type, false, OptionalApis.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }
}
