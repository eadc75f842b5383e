// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link FaultProxy} carries a connection.
 *
 * @param toServer how late the server gets what the client sent, never null
 * @param toClient how late the client gets what the server sent, never null
 * @param bytesPerSecond how much the client gets a second; 0 for as much as comes
 * @param end the point of what the client gets at which the connection comes to its end, never null; when the conditions of
 *     a connection change, it is reached from there on
 * @param how in which way it ends, never null
 */
public record Conditions(Duration toServer, Duration toClient, int bytesPerSecond, Point end, End how) {

    /** How a connection ends. */
    public enum End {
        /** Nothing passes any more, either way and not even an end, and both connections stay open. */
        SILENCE,

        /** Both sides get a TCP reset. */
        RESET,

        /** Both sides get the regular end of a TCP connection, whatever they were in the middle of. */
        FIN
    }

    /**
     * Checks the values.
     *
     * @param toServer as the component
     * @param toClient as the component
     * @param bytesPerSecond as the component
     * @param end as the component
     * @param how as the component
     * @throws IllegalArgumentException when a number is negative
     */
    public Conditions {
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(how, "how");
        if (toServer.isNegative() || toClient.isNegative() || bytesPerSecond < 0) {
            throw new IllegalArgumentException("Latencies and bytes a second are zero or more.");
        }
    }

    /**
     * At once and whole.
     *
     * @return the conditions, never null
     */
    public static Conditions good() {
        return late(Duration.ZERO, Duration.ZERO);
    }

    /**
     * Whole, but late.
     *
     * @param toServer how late from the client to the server
     * @param toClient how late from the server to the client
     * @return the conditions, never null
     */
    public static Conditions late(Duration toServer, Duration toClient) {
        return new Conditions(toServer, toClient, 0, Point.never(), End.SILENCE);
    }

    /**
     * Whole, but byte by byte from the server to the client.
     *
     * @param bytesPerSecond how many
     * @return the conditions, never null
     */
    public static Conditions trickling(int bytesPerSecond) {
        return new Conditions(Duration.ZERO, Duration.ZERO, bytesPerSecond, Point.never(), End.SILENCE);
    }

    /**
     * At once, until the end.
     *
     * @param end at which point
     * @param how in which way
     * @return the conditions, never null
     */
    public static Conditions ending(Point end, End how) {
        return new Conditions(Duration.ZERO, Duration.ZERO, 0, end, how);
    }
}
