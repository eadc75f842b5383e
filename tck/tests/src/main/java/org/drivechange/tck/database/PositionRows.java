// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Rows of the table of positions, as an operator sees them. */
record PositionRows(DataSource database) {

    /** Creates the table when a connection of H2 is opened. */
    static final String INIT = "INIT=CREATE TABLE IF NOT EXISTS DRIVECHANGE_TARGET"
            + "(ID VARCHAR(64) PRIMARY KEY, TARGET VARCHAR(400), ACCOUNT VARCHAR(400), OWNER_NODE VARCHAR(400),"
            + " EPOCH BIGINT NOT NULL, SAVES BIGINT NOT NULL, TOKEN CLOB, SAVED_AT BIGINT)";

    /** Returns target, epoch, and whether a delta link is stored. */
    List<String> all() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select target, epoch, token from drivechange_target order by target")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                String token = rows.getString(3);
                found.add(rows.getString(1) + " " + rows.getLong(2) + " "
                        + (token != null && token.contains("deltaLink")));
            }
            return found;
        }
    }

    /** Raises the epoch of all rows, as another user of the positions does. */
    void raiseEpochs() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update drivechange_target set epoch = epoch + 1000");
        }
    }
}
