// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.UUID;

/** Makes secrets that are easily found where they should not be. */
public final class TestSecrets {

    private TestSecrets() {}

    public static String fresh() {
        return "s3cr3t-" + UUID.randomUUID();
    }
}
