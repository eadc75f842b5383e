// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.Optional;
import org.drivechange.simulator.DeltaFault;

/** The spellings of links. */
enum LinkStyle {
    PLAIN,
    ESCAPED,
    REWRITTEN,
    FUNCTION,
    FOREIGN,
    WITH_LATEST,
    INVALID;

    static Optional<LinkStyle> of(DeltaFault fault) {
        return Optional.ofNullable(
                switch (fault) {
                    case ESCAPED_LINK -> ESCAPED;
                    case REWRITTEN_LINK -> REWRITTEN;
                    case FUNCTION_LINK -> FUNCTION;
                    case FOREIGN_LINK -> FOREIGN;
                    case LATEST_IN_DELTA_LINK -> WITH_LATEST;
                    case INVALID_LINK -> INVALID;
                    default -> null;
                });
    }
}
