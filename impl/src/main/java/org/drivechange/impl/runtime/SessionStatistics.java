// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveWatch;
import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionPhase;

/**
 * Statistics of one session. Written on its serial executor, read on any thread. Times are those of the session's clock unless
 * stated otherwise.
 */
public final class SessionStatistics {

    private final SessionClock clock;
    private volatile StatusSince status;
    private volatile long notifications;
    private volatile Instant lastNotification;
    private volatile LastError lastError;

    /** Creates the statistics of a session in state {@code WAITING}. */
    public SessionStatistics(SessionClock clock) {
        this.clock = clock;
        this.status = StatusSince.waiting(clock.instant());
    }

    /** State with its times. */
    public StatusSince status() {
        return status;
    }

    public DriveWatch.State state() {
        return status.state();
    }

    /** Wall-clock time at which the current state began. */
    public Instant since() {
        return clock.wall(status.since());
    }

    public long notifications() {
        return notifications;
    }

    /** Wall-clock time of the last notification. */
    public Optional<Instant> lastNotification() {
        return Optional.ofNullable(lastNotification).map(clock::wall);
    }

    /** Current error as one line, empty if none. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError).map(LastError::line);
    }

    /** Code of the current error, empty if none. */
    public Optional<ErrorCode> lastErrorCode() {
        return Optional.ofNullable(lastError).map(LastError::code);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void phaseChanged(SessionPhase to, Instant now) {
        DriveWatch.State next = to.watchState();
        StatusSince current = status;
        // called for each packet; a volatile write is expensive
        if (next != current.state()) {
            status = current.changedTo(next, now);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void recordEvent(DriveEvent event) {
        if (event instanceof DriveNotification notification && notification.cause() == DriveNotification.Cause.CHANGE) {
            notifications++;
            lastNotification = notification.at();
        }
    }

    /** Clears the current error. */
    void clearError() {
        lastError = null;
    }

    void recordError(ErrorCode code, String line) {
        lastError = new LastError(code, line);
    }

    private record LastError(ErrorCode code, String line) {}
}
