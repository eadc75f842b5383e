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
        /** Another node of the cluster owns the target. {@link DriveWatch#node()} returns its name. */
        STANDBY,
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
     * Returns the current problem of the target in human-readable form: that of its session, else that of its item changes.
     *
     * @return one line that starts with a stable code such as {@code DRC2001}; empty without a problem, and once it is solved
     */
    Optional<String> lastError();

    /**
     * Requests a read of the target's delta now. A page whose delivery is to be repeated is delivered again now. Returns at
     * once. Has no effect where item changes are not observed.
     */
    void readDelta();

    /**
     * Requests a {@link DriveReset} with reason {@link DriveReset.Reason#REQUESTED}, and a baseline. Returns at once. A reset
     * whose baseline has not read its first page covers the request. Has no effect where item changes are not observed.
     */
    void resync();

    /**
     * Returns the end of the last complete read of the delta, across restarts.
     *
     * @return a wall-clock time, empty if there was none or item changes are not observed
     */
    Optional<Instant> lastDelta();

    /**
     * Returns the number of items delivered since the start.
     *
     * @return the number, 0 or more
     */
    long items();

    /**
     * Returns the node of the cluster that owns the target.
     *
     * @return the node's name, empty without a cluster
     */
    Optional<String> node();

    /** Closes the watch. Has no effect on the watch of a declared target, nor if already closed. */
    @Override
    void close();
}
