// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

/**
 * One change in a drive's log.
 *
 * @param sequence the position in the log, from 1
 * @param item the item's state after the change
 * @param reported whether the delta contains the change; false for what was deleted with its folder on a personal drive
 * @param visibleAt when the delta begins to show the change, as {@code System.nanoTime()}
 */
public record Revision(long sequence, DriveItem item, boolean reported, long visibleAt) {}
