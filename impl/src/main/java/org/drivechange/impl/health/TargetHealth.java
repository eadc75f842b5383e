// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.health;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.drivechange.DriveWatch;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.runtime.StatusSince;

/**
 * Health of one watched target.
 *
 * @param declared whether an annotation declares it, for the application's lifetime
 * @param status its state, with times of the session's clock
 * @param since the wall-clock time at which the state began
 * @param lastError code of the current error
 */
public record TargetHealth(
        SessionKey key,
        boolean declared,
        StatusSince status,
        Instant since,
        Optional<Instant> lastNotification,
        Optional<ErrorCode> lastError) {

    /** Whether the target is open, or was open at or after a time. */
    boolean openSince(Instant time) {
        return open()
                || status.openUntil().filter(until -> !until.isBefore(time)).isPresent();
    }

    /** Returns the state, its start, the error if it is not open, and the last notification. */
    HealthReport.Entry entry() {
        String value = status.state()
                + " since " + seconds(since)
                + reason()
                + lastNotification
                        .map(last -> ", last notification " + seconds(last))
                        .orElse("");
        return new HealthReport.Entry(key.toString(), value);
    }

    /** Returns the state, and the error if it is not open. */
    String condition() {
        return status.state() + reason();
    }

    private String reason() {
        return lastError.filter(code -> !open()).map(code -> ", " + code.code()).orElse("");
    }

    private boolean open() {
        return status.state() == DriveWatch.State.OPEN;
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
