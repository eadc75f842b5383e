// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody's wish that a target's session be open. The session ends when its last watch closes; what annotations
 * declare is watched for the application's life. May be used from any thread.
 */
public interface DriveWatch extends AutoCloseable {

    /** How a watched target is doing. */
    enum State {
        /** A session is being opened. */
        CONNECTING,
        /** The namespace is joined: notifications flow. */
        OPEN,
        /** Nothing is under way: the next try is due later, or the application has not started, or DriveChange is off. */
        WAITING,
        /** This watch was closed, or the application stopped. */
        CLOSED
    }

    /**
     * The watched target.
     *
     * @return the target, never null
     */
    DriveTarget target();

    /**
     * The account whose access token opens the target.
     *
     * @return the account's name, {@code ""} for the default account, never null
     */
    String account();

    /**
     * How the target is doing.
     *
     * @return the state, never null
     */
    State state();

    /**
     * Since when the target has been in its {@linkplain #state() state}.
     *
     * @return the wall-clock time at which the state began, never null; for a target without a session, when it was watched
     */
    Instant since();

    /**
     * How many notifications of cause {@link DriveNotification.Cause#CHANGE} the target's session has received.
     *
     * @return the number, 0 or more
     */
    long notifications();

    /**
     * When the last of these came.
     *
     * @return the moment, empty before the first
     */
    Optional<Instant> lastNotification();

    /**
     * The current problem of the session, for people.
     *
     * @return one line that starts with a stable code such as {@code DRC2001}, empty when there is none, and once the target is
     *     open again
     */
    Optional<String> lastError();

    /** Ends the wish. Does nothing on a watch that an annotation declared, nor a second time. */
    @Override
    void close();
}
