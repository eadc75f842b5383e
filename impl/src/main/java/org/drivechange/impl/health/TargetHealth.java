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
 * @param items health of the reader of its item changes, empty if these are not observed
 */
public record TargetHealth(
        SessionKey key,
        boolean declared,
        StatusSince status,
        Instant since,
        Optional<Instant> lastNotification,
        Optional<ErrorCode> lastError,
        Optional<ItemHealth> items) {

    /** Whether the target is open, was open at or after a time, or its item changes are up to date. */
    boolean readySince(Instant time) {
        return open()
                || status.openUntil().filter(until -> !until.isBefore(time)).isPresent()
                || items.filter(ItemHealth::upToDate).isPresent();
    }

    /**
     * Returns the state, its start, the error if it is not open, the last notification, and the last complete round of item
     * changes with its error.
     */
    HealthReport.Entry entry() {
        String value = status.state()
                + " since " + seconds(since)
                + reason()
                + lastNotification
                        .map(last -> ", last notification " + seconds(last))
                        .orElse("")
                + items.map(ItemHealth::text).orElse("");
        return new HealthReport.Entry(key.toString(), value);
    }

    /** Returns the state, the error if it is not open, and the error of item changes. */
    String condition() {
        return status.state() + reason() + items.map(ItemHealth::error).orElse("");
    }

    private String reason() {
        return lastError.filter(code -> !open()).map(code -> ", " + code.code()).orElse("");
    }

    private boolean open() {
        return status.state() == DriveWatch.State.OPEN;
    }

    static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
