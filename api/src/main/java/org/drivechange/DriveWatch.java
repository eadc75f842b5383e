// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Optional;

/**
 * A registration that keeps a target's session open. The session is closed with its last watch. Declared targets are
 * watched for the application's lifetime. Thread-safe.
 */
public interface DriveWatch extends AutoCloseable {

    /** State of a watched target. */
    enum State {
        /** A session is being opened. */
        CONNECTING,
        /** The namespace is joined: notifications flow. */
        OPEN,
        /** Idle: the next attempt is due later, the application has not started, or DriveChange is disabled. */
        WAITING,
        /** This watch was closed, or the application stopped. */
        CLOSED
    }

    /**
     * Returns the watched target.
     *
     * @return the target, never null
     */
    DriveTarget target();

    /**
     * Returns the account whose access token opens the target.
     *
     * @return the account's name, {@code ""} for the default account, never null
     */
    String account();

    /**
     * Returns the state of the target.
     *
     * @return the state, never null
     */
    State state();

    /**
     * Returns the time since which the target has been in its {@linkplain #state() state}.
     *
     * @return the wall-clock time at which the state began, never null; for a target without a session, the time of the
     *     registration
     */
    Instant since();

    /**
     * Returns the number of notifications of cause {@link DriveNotification.Cause#CHANGE} that the target's session has
     * received.
     *
     * @return the number, 0 or more
     */
    long notifications();

    /**
     * Returns the time of the last of these notifications.
     *
     * @return the time, empty before the first
     */
    Optional<Instant> lastNotification();

    /**
     * Returns the current problem of the session in human-readable form.
     *
     * @return one line that starts with a stable code such as {@code DRC2001}; empty without a problem, and once the
     *     target is open again
     */
    Optional<String> lastError();

    /** Closes the watch. Has no effect on the watch of a declared target, nor if already closed. */
    @Override
    void close();
}
