// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import org.drivechange.impl.position.Position;

/**
 * Open position of a target.
 *
 * @param epoch epoch for saving
 * @param position position up to which everything is acknowledged
 */
record Cursor(long epoch, Position position) {

    Cursor at(Position next) {
        return new Cursor(epoch, next);
    }
}
