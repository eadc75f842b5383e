// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

/**
 * One change in a drive's log.
 *
 * @param sequence the position in the log, from 1
 * @param item the item's state after the change
 * @param implied whether the deletion of a folder implies the change, as on a personal drive
 * @param former the position of the item's former state, 0 for none
 * @param visibleAt when the delta begins to show the change, as {@code System.nanoTime()}
 */
public record Revision(long sequence, DriveItem item, boolean implied, long former, long visibleAt) {

    Revision after(Revision formerState) {
        return new Revision(sequence, item, implied, formerState == null ? 0 : formerState.sequence(), visibleAt);
    }

    /** Whether a reader needs this change; an implied one only if it has not seen the former state. */
    boolean concerns(Cursor cursor) {
        return cursor.baseline() ? !item.deleted() : !implied || former > cursor.roundStart();
    }
}
