// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.position.PositionStoreException;

/**
 * Runs statements on connections of the application's DataSource, each in auto-commit and with timeouts. Returns a connection to
 * its pool as it was.
 */
final class Database {

    /** Timeout of one statement, which the database observes. */
    private static final Duration STATEMENT = Duration.ofSeconds(10);

    /** Timeout of one answer, which the driver observes: a connection to a host that has vanished would hang for many minutes. */
    private static final Duration NETWORK = Duration.ofSeconds(20);

    private final DataSourceLookup dataSources;

    Database(DataSourceLookup dataSources) {
        this.dataSources = dataSources;
    }

    /** Statements on one connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException, PositionStoreException;
    }

    /** Sets parameters. */
    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /**
     * Runs statements.
     *
     * @throws SQLException if the database or the pool fails; its message may contain secrets
     */
    <T> T run(Work<T> work) throws SQLException, PositionStoreException {
        try (Connection connection = dataSources.get().getConnection()) {
            int network = networkTimeout(connection, (int) NETWORK.toMillis());
            boolean automatic = connection.getAutoCommit();
            try {
                if (!automatic) {
                    connection.setAutoCommit(true);
                }
                return work.run(connection);
            } finally {
                restore(connection, automatic, network);
            }
        }
    }

    /** Executes an update, and returns the number of rows. */
    static int update(Connection connection, String sql, Parameters parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql)) {
            parameters.set(statement);
            return statement.executeUpdate();
        }
    }

    static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        boolean prepared = false;
        try {
            statement.setQueryTimeout((int) STATEMENT.toSeconds());
            prepared = true;
        } catch (SQLFeatureNotSupportedException e) {
            // the deadline of the call bounds it
            prepared = true;
        } finally {
            if (!prepared) {
                statement.close();
            }
        }
        return statement;
    }

    /** A failure here must not hide the result of the statements, which are committed. */
    private static void restore(Connection connection, boolean automatic, int network) {
        try {
            if (!automatic) {
                connection.setAutoCommit(false);
            }
            if (network >= 0) {
                connection.setNetworkTimeout(Runnable::run, network);
            }
        } catch (SQLException e) {
            FailSafeLog.log(Level.DEBUG, "A connection could not be restored: " + SqlErrors.describe(e));
        }
    }

    /** Sets the timeout, and returns the former one; negative if the driver has none. */
    private static int networkTimeout(Connection connection, int millis) {
        try {
            int former = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, millis);
            return former;
        } catch (SQLException | RuntimeException | LinkageError e) {
            return -1;
        }
    }
}
