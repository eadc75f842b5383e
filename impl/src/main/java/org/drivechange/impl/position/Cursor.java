// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

/**
 * Open position of a target.
 *
 * @param epoch epoch for saving
 * @param position position up to which everything is acknowledged
 */
public record Cursor(long epoch, Position position) {

    public Cursor at(Position next) {
        return new Cursor(epoch, next);
    }
}
