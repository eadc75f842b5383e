// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.util.UUID;

/** Makes secrets that are easily found where they should not be. */
final class Secret {

    private Secret() {}

    static String fresh() {
        return "s3cr3t-" + UUID.randomUUID();
    }
}
