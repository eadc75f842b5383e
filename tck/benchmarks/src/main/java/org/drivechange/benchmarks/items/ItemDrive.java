// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

/**
 * Drive of consecutively numbered items. Its id contains both numbers, so that the server has no state.
 *
 * @param first number of the first item
 * @param items number of items
 */
record ItemDrive(long first, long items) {

    String id() {
        return "d" + first + "-" + items;
    }

    /** Returns the drive of an id, which a request may have percent-encoded. */
    static ItemDrive of(String id) {
        int separator = id.indexOf('-');
        return new ItemDrive(Long.parseLong(id.substring(1, separator)), Long.parseLong(id.substring(separator + 1)));
    }

    /** Returns a drive whose items follow those of this drive. */
    ItemDrive next(long number) {
        return new ItemDrive(first + items, number);
    }
}
