// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.health;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * Health of the reader of a target's item changes.
 *
 * @param upToDate whether its last complete round is recent enough for the target to be ready without a session
 * @param lastRound wall-clock time of the end of the last complete round, empty if there was none
 * @param lastError code of the current error
 */
public record ItemHealth(boolean upToDate, Optional<Instant> lastRound, Optional<ErrorCode> lastError) {

    /** Returns the last complete round and the error, each after a comma. */
    String text() {
        return lastRound
                        .map(time -> ", last complete round " + TargetHealth.seconds(time))
                        .orElse("")
                + error();
    }

    /** Returns the error after a comma. */
    String error() {
        return lastError.map(code -> ", item changes " + code.code()).orElse("");
    }
}
