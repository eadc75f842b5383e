// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.UUID;

/** Generates secrets with a recognizable form, by which tests detect leaks. */
public final class TestSecrets {

    private TestSecrets() {}

    public static String random() {
        return "s3cr3t-" + UUID.randomUUID();
    }
}
