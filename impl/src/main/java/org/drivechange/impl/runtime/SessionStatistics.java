// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveWatch;
import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionState;

/** How a session is doing. Written on its strand, read anywhere. Times are those of the session's clock but where said. */
public final class SessionStatistics {

    private final SessionClock clock;
    private volatile StatusSince status;
    private volatile long notifications;
    private volatile Instant lastNotification;
    private volatile LastError lastError;

    /** Creates the gauge of a session that waits from now on. */
    public SessionStatistics(SessionClock clock) {
        this.clock = clock;
        this.status = StatusSince.waiting(clock.instant());
    }

    /** The state and its times. */
    public StatusSince status() {
        return status;
    }

    public DriveWatch.State state() {
        return status.state();
    }

    /** The wall-clock time since which the session has been in its state. */
    public Instant since() {
        return clock.wall(status.since());
    }

    public long notifications() {
        return notifications;
    }

    /** The wall-clock time of the last notification. */
    public Optional<Instant> lastNotification() {
        return Optional.ofNullable(lastNotification).map(clock::wall);
    }

    /** The current problem as one line; empty while there is none. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError).map(LastError::line);
    }

    /** The code of the current problem. */
    public Optional<ErrorCode> lastErrorCode() {
        return Optional.ofNullable(lastError).map(LastError::code);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void stateChanged(SessionState to, Instant now) {
        DriveWatch.State next = shown(to);
        StatusSince shown = status;
        // this runs with every packet, and a volatile write holds the processor up
        if (next != shown.state()) {
            status = shown.changedTo(next, now);
        }
    }

    private static DriveWatch.State shown(SessionState state) {
        if (state instanceof SessionState.Open || state instanceof SessionState.Renewing) {
            return DriveWatch.State.OPEN;
        }
        if (state instanceof SessionState.Attempt) {
            return DriveWatch.State.CONNECTING;
        }
        return state instanceof SessionState.Stopped ? DriveWatch.State.CLOSED : DriveWatch.State.WAITING;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void recordEvent(DriveEvent event) {
        if (event instanceof DriveNotification one && one.cause() == DriveNotification.Cause.CHANGE) {
            notifications++;
            lastNotification = one.at();
        }
    }

    /** The problem that was shown last is over. */
    void clearError() {
        lastError = null;
    }

    void recordError(ErrorCode code, String line) {
        lastError = new LastError(code, line);
    }

    private record LastError(ErrorCode code, String line) {}
}
