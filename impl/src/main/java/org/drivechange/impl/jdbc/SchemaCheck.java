// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.position.PositionStoreException;

/** Checks that the table of the positions exists and has all columns. Reads no row. */
public final class SchemaCheck {

    private final Database database;
    private final PositionTable table;

    public SchemaCheck(DataSourceLookup dataSources, String tablePrefix) {
        this.database = new Database(dataSources);
        this.table = PositionTable.of(tablePrefix);
    }

    /**
     * Checks the table.
     *
     * @return the problem of the table, empty if the table is usable
     * @throws PositionStoreException if the database cannot be reached
     */
    public Optional<PositionStoreException> check() throws PositionStoreException {
        try {
            return database.run(this::check);
        } catch (SQLException | RuntimeException e) {
            throw SqlErrors.failure(e);
        }
    }

    /** Returns the problem of the table. Empty if the table is usable, or the database cannot be reached. */
    Optional<PositionStoreException> problem() {
        try {
            return check();
        } catch (PositionStoreException e) {
            return Optional.empty();
        }
    }

    private Optional<PositionStoreException> check(Connection connection) throws SQLException {
        try {
            select(connection, String.join(", ", PositionTable.COLUMNS));
            return Optional.empty();
        } catch (SQLException e) {
            if (!SqlErrors.refusesNames(e)) {
                throw e;
            }
            return Optional.of(problem(connection, missing(connection), e));
        }
    }

    /** Selects each column alone, because no code of an error is portable. */
    private List<String> missing(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (String column : PositionTable.COLUMNS) {
            try {
                select(connection, column);
            } catch (SQLException e) {
                if (!SqlErrors.refusesNames(e)) {
                    throw e;
                }
                missing.add(column);
            }
        }
        return missing;
    }

    private void select(Connection connection, String columns) throws SQLException {
        try (PreparedStatement statement =
                Database.prepare(connection, "SELECT " + columns + " FROM " + table.name() + " WHERE 1 = 0")) {
            statement.executeQuery().close();
        }
    }

    private PositionStoreException problem(Connection connection, List<String> missing, SQLException refusal)
            throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        String subject = missing.isEmpty() || missing.size() == PositionTable.COLUMNS.size()
                ? "Table " + table.name() + " of the positions is missing or cannot be read"
                : "Table " + table.name() + " of the positions lacks the column" + (missing.size() == 1 ? " " : "s ")
                        + String.join(", ", missing);
        return new PositionStoreException(
                ErrorCode.TABLE_UNUSABLE,
                subject + ". Run " + DdlFile.of(product)
                        + " from DriveChange's jar as the owner of the schema; drivechange.table-prefix"
                        + " is the part of the name before \"target\". The database answered: "
                        + SqlErrors.describe(refusal));
    }
}
