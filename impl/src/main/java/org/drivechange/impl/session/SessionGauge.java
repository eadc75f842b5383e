// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveWatch;

/** How a session is doing. Written on its strand, read anywhere. */
public final class SessionGauge {

    private volatile Standing standing = Standing.NOWHERE;
    private volatile long notifications;
    private volatile Instant lastNotification;
    private volatile String lastError;

    /** The state and its times. */
    public Standing standing() {
        return standing;
    }

    public DriveWatch.State state() {
        return standing.state();
    }

    public long notifications() {
        return notifications;
    }

    public Optional<Instant> lastNotification() {
        return Optional.ofNullable(lastNotification);
    }

    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void moved(SessionState to, Instant now) {
        DriveWatch.State next = shown(to);
        Standing shown = standing;
        // this runs with every packet, and a volatile write holds the processor up
        if (next != shown.state()) {
            standing = shown.moved(next, now);
        }
    }

    private static DriveWatch.State shown(SessionState state) {
        if (state instanceof SessionState.Live || state instanceof SessionState.Renewing) {
            return DriveWatch.State.OPEN;
        }
        if (state instanceof SessionState.Attempt) {
            return DriveWatch.State.CONNECTING;
        }
        return state instanceof SessionState.Stopped ? DriveWatch.State.CLOSED : DriveWatch.State.WAITING;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void emitted(DriveEvent event) {
        if (event instanceof DriveNotification one && one.cause() == DriveNotification.Cause.CHANGE) {
            notifications++;
            lastNotification = one.at();
        }
    }

    void complained(String problem) {
        lastError = problem;
    }
}
