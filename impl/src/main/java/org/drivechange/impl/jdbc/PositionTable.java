// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.PositionId;

/**
 * Statements on the table of the positions, portable SQL.
 *
 * @param name name of the table, possibly with a schema
 */
record PositionTable(String name) {

    static final List<String> COLUMNS =
            List.of("id", "target", "account", "owner_node", "epoch", "saves", "token", "saved_at");

    /** Length of the columns target and account in UTF-16 units. */
    static final int MAX_COPY = 400;

    static PositionTable of(String prefix) {
        return new PositionTable(prefix + "target");
    }

    /**
     * Row of a position.
     *
     * @param saves number of saves
     * @param token null if none was saved
     */
    record Row(long epoch, long saves, String token) {

        Row saved(String next) {
            return new Row(epoch, saves + 1, next);
        }

        /** Omits the token, which names drive, list and user. */
        @Override
        public String toString() {
            return "Row[epoch=" + epoch + ", saves=" + saves + "]";
        }
    }

    Optional<Row> read(Connection connection, PositionId id) throws SQLException {
        try (PreparedStatement statement =
                Database.prepare(connection, "SELECT epoch, saves, token FROM " + name + " WHERE id = ?")) {
            statement.setString(1, id.hex());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Row(rows.getLong(1), rows.getLong(2), rows.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /** Adds the row of a new position. */
    void insert(Connection connection, PositionId id, SessionKey key, long epoch) throws SQLException {
        String sql = "INSERT INTO " + name + " (id, target, account, epoch, saves) VALUES (?, ?, ?, ?, 0)";
        Database.update(connection, sql, statement -> {
            statement.setString(1, id.hex());
            statement.setString(2, copy(key.target().path()));
            if (key.account().isEmpty()) {
                // Oracle stores an empty string as NULL; so do the others, for one documented value
                statement.setNull(3, Types.VARCHAR);
            } else {
                statement.setString(3, copy(key.account()));
            }
            statement.setLong(4, epoch);
        });
    }

    /** Replaces the epoch if it has not changed meanwhile. */
    boolean raise(Connection connection, PositionId id, long from, long to) throws SQLException {
        String sql = "UPDATE " + name + " SET epoch = ? WHERE id = ? AND epoch = ?";
        int changed = Database.update(connection, sql, statement -> {
            statement.setLong(1, to);
            statement.setString(2, id.hex());
            statement.setLong(3, from);
        });
        return changed > 0;
    }

    /**
     * Saves a token if the row has not changed since the last call. The number of saves differs after the restoration of a backup,
     * and after a statement that reached the database later than its successors.
     *
     * @param last row after the last call
     */
    boolean save(Connection connection, PositionId id, Row last, String token, Instant time) throws SQLException {
        String sql =
                "UPDATE " + name + " SET token = ?, saved_at = ?, saves = ? WHERE id = ? AND epoch = ? AND saves = ?";
        int changed = Database.update(connection, sql, statement -> {
            statement.setString(1, token);
            statement.setLong(2, time.toEpochMilli());
            statement.setLong(3, last.saves() + 1);
            statement.setString(4, id.hex());
            statement.setLong(5, last.epoch());
            statement.setLong(6, last.saves());
        });
        return changed > 0;
    }

    /** Returns a copy for the operator, of a length and characters that every database accepts. */
    static String copy(String text) {
        StringBuilder copy = new StringBuilder();
        text.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE ? '?' : point)
                .takeWhile(point -> copy.length() + Character.charCount(point) <= MAX_COPY)
                .forEach(copy::appendCodePoint);
        return copy.toString();
    }
}
