// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

/** Which of the APIs that may be missing are there. */
final class Apis {

    private Apis() {}

    /** Whether a class of the API can be found, by name, as it must not be linked. */
    static boolean present(String type) {
        try {
            Class.forName(type, false, Apis.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }
}
