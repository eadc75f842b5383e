// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.Objects;

/**
 * Delay, rate and end of a connection relayed by a {@link FaultProxy}.
 *
 * @param toServer delay from the client to the server, never null
 * @param toClient delay from the server to the client, never null
 * @param bytesPerSecond rate towards the client; 0 for unlimited
 * @param end the position in the server's stream at which the connection ends, never null; counted from the moment the
 *     conditions of an open connection change
 * @param endKind the kind of end, never null
 */
public record NetworkConditions(
        Duration toServer, Duration toClient, int bytesPerSecond, StreamPosition end, End endKind) {

    /** The kinds of end of a connection. */
    public enum End {
        /** Stops relaying in both directions, including FIN and reset; both connections stay open. */
        SILENCE,

        /** Resets both TCP connections. */
        RESET,

        /** Closes both TCP connections regularly (FIN), even within a message. */
        FIN
    }

    /**
     * Checks the values.
     *
     * @param toServer as the component
     * @param toClient as the component
     * @param bytesPerSecond as the component
     * @param end as the component
     * @param endKind as the component
     * @throws IllegalArgumentException when a number is negative
     */
    public NetworkConditions {
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(endKind, "how");
        if (toServer.isNegative() || toClient.isNegative() || bytesPerSecond < 0) {
            throw new IllegalArgumentException("A delay or rate must be zero or more, but found toServer=" + toServer
                    + ", toClient=" + toClient + ", bytesPerSecond=" + bytesPerSecond + ".");
        }
    }

    /**
     * Conditions that relay everything without delay.
     *
     * @return the conditions, never null
     */
    public static NetworkConditions unimpaired() {
        return delayed(Duration.ZERO, Duration.ZERO);
    }

    /**
     * Conditions that relay everything with a delay.
     *
     * @param toServer the delay from the client to the server
     * @param toClient the delay from the server to the client
     * @return the conditions, never null
     */
    public static NetworkConditions delayed(Duration toServer, Duration toClient) {
        return new NetworkConditions(toServer, toClient, 0, StreamPosition.never(), End.SILENCE);
    }

    /**
     * Conditions that limit the rate from the server to the client.
     *
     * @param bytesPerSecond the rate
     * @return the conditions, never null
     */
    public static NetworkConditions rateLimited(int bytesPerSecond) {
        return new NetworkConditions(Duration.ZERO, Duration.ZERO, bytesPerSecond, StreamPosition.never(), End.SILENCE);
    }

    /**
     * Conditions that relay without delay until the end.
     *
     * @param end the position
     * @param endKind the kind of end
     * @return the conditions, never null
     */
    public static NetworkConditions endingAt(StreamPosition end, End endKind) {
        return new NetworkConditions(Duration.ZERO, Duration.ZERO, 0, end, endKind);
    }
}
