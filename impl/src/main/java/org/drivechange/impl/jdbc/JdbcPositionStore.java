// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.DatabaseSettings;
import org.drivechange.impl.position.PositionId;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.impl.position.PositionStoreException;

/**
 * Keeps each position in a row of a table. Opening raises the epoch of the row, and a save changes only a row with its epoch: the
 * last one to open a position is its user.
 */
public final class JdbcPositionStore implements PositionStore {

    /** Bounds the time in which other users open the position concurrently. */
    private static final int MAX_ATTEMPTS = 10;

    private final String application;
    private final Database database;
    private final PositionTable table;
    private final SchemaCheck schema;
    private final InstantSource clock;

    /** Rows of the open positions. */
    private final Map<SessionKey, LastSave> saves = new ConcurrentHashMap<>();

    /**
     * Creates a store.
     *
     * @param clock wall-clock time of saves, for the operator
     */
    public JdbcPositionStore(DatabaseSettings settings, DataSourceLookup dataSources, InstantSource clock) {
        this.application = settings.application();
        this.database = new Database(dataSources);
        this.table = PositionTable.of(settings.tablePrefix());
        this.schema = new SchemaCheck(dataSources, settings.tablePrefix());
        this.clock = clock;
    }

    /** Opens a position with the stored epoch plus one. */
    @Override
    public Opened open(SessionKey key) throws PositionStoreException {
        return run(connection -> open(connection, key, PositionId.of(application, key)));
    }

    private Opened open(Connection connection, SessionKey key, PositionId id)
            throws SQLException, PositionStoreException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<PositionTable.Row> stored = table.read(connection, id);
            long epoch = stored.map(PositionTable.Row::epoch).orElse(0L) + 1;
            if (stored.isEmpty() ? inserted(connection, key, id) : table.raise(connection, id, epoch - 1, epoch)) {
                // read after raising, because the former user may have saved until then
                PositionTable.Row opened = row(connection, id);
                saves.put(key, LastSave.known(opened));
                return new Opened(epoch, Optional.ofNullable(opened.token()));
            }
        }
        throw new PositionStoreException(
                ErrorCode.POSITION_FAILED,
                "other processes have opened the position " + MAX_ATTEMPTS
                        + " times meanwhile; expected a different drivechange.application for each application");
    }

    /** Whether the row was added. False if another process has added it meanwhile. */
    private boolean inserted(Connection connection, SessionKey key, PositionId id) throws SQLException {
        try {
            table.insert(connection, id, key, 1);
            return true;
        } catch (SQLException e) {
            if (table.read(connection, id).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean save(SessionKey key, long epoch, String token) throws PositionStoreException {
        PositionId id = PositionId.of(application, key);
        return run(connection -> save(connection, key, id, epoch, token));
    }

    private boolean save(Connection connection, SessionKey key, PositionId id, long epoch, String token)
            throws SQLException, PositionStoreException {
        LastSave last = saves.get(key);
        if (last == null) {
            last = LastSave.known(row(connection, id));
        }
        if (last.row().epoch() > epoch) {
            return false;
        }
        if (last.row().epoch() < epoch) {
            throw unusable(
                    id, "expected epoch " + epoch + " but found " + last.row().epoch());
        }
        saves.put(key, last.attempting(token));
        if (table.save(connection, id, last.row(), token, clock.instant())) {
            saves.put(key, LastSave.known(last.row().saved(token)));
            return true;
        }
        PositionTable.Row found = row(connection, id);
        if (found.epoch() > epoch) {
            return false;
        }
        if (!last.explains(found, token)) {
            throw unusable(
                    id,
                    "expected epoch " + last.row().epoch() + " and save "
                            + last.row().saves() + " but found epoch " + found.epoch() + " and save " + found.saves());
        }
        saves.put(key, LastSave.known(found));
        return token.equals(found.token()) || save(connection, key, id, epoch, token);
    }

    private PositionTable.Row row(Connection connection, PositionId id) throws SQLException, PositionStoreException {
        return table.read(connection, id).orElseThrow(() -> unusable(id, "the row was deleted"));
    }

    /** The row was changed by an operator, or the database was restored. */
    private PositionStoreException unusable(PositionId id, String found) {
        return new PositionStoreException(
                ErrorCode.POSITION_FAILED,
                "the position cannot be saved in table " + table.name() + ", id " + id.hex() + ": " + found
                        + "; restart the application, which opens the position again");
    }

    @Override
    public void release(SessionKey key) {
        // the row is unchanged; its next user raises the epoch
        saves.remove(key);
    }

    private <T> T run(Database.Work<T> work) throws PositionStoreException {
        try {
            return database.run(work);
        } catch (SQLException e) {
            throw (SqlErrors.refusesNames(e) ? schema.problem() : Optional.<PositionStoreException>empty())
                    .orElseGet(() -> SqlErrors.failure(e));
        } catch (RuntimeException e) {
            throw SqlErrors.failure(e);
        }
    }
}
