// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.secrets;

/** Throws an exception as a class of DriveChange: its name does not contain "Test". */
final class Planted {

    private Planted() {}

    static void throwAndCatch(String message) {
        try {
            throw new IllegalStateException(message);
        } catch (IllegalStateException ignored) {
            // recorded when it was thrown
        }
    }
}
