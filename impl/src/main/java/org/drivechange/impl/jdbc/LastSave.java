// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

/**
 * Row of a position as this process knows it. Distinguishes own saves from a restored backup and from a statement that reached
 * the database later than its successors.
 *
 * @param row row after the last call that has returned
 * @param token token of a later save whose result is unknown, null if there is none
 */
record LastSave(PositionTable.Row row, String token) {

    static LastSave known(PositionTable.Row row) {
        return new LastSave(row, null);
    }

    LastSave attempting(String next) {
        return new LastSave(row, next);
    }

    /** Whether a row is the result of a save whose answer was lost: the unknown one, or the current one. */
    boolean explains(PositionTable.Row found, String current) {
        return found.epoch() == row.epoch()
                && found.saves() == row.saves() + 1
                && found.token() != null
                && (found.token().equals(current) || found.token().equals(token));
    }

    /** Omits the token, which names drive, list and user. */
    @Override
    public String toString() {
        return "LastSave[" + row + "]";
    }
}
