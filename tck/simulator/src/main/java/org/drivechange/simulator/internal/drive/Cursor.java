// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

/**
 * Position in a drive's log up to which a reader has read.
 *
 * @param position the sequence number of the last change read
 * @param roundStart the position at the start of the round
 * @param baselineStart the last visible change at the start of an enumeration, {@link #NONE} in other rounds
 */
public record Cursor(long position, long roundStart, long baselineStart) {

    private static final long NONE = -1;

    public static Cursor after(long position) {
        return new Cursor(position, position, NONE);
    }

    public boolean baseline() {
        return baselineStart != NONE;
    }

    Cursor at(long newPosition) {
        return new Cursor(newPosition, roundStart, baselineStart);
    }
}
