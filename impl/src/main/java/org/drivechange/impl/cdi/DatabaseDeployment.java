// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.drivechange.impl.concurrent.ContextServiceLookup;
import org.drivechange.impl.concurrent.RuntimeExecutors;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.jdbc.DataSourceLookup;
import org.drivechange.impl.jdbc.JdbcPositionStore;
import org.drivechange.impl.jdbc.SchemaCheck;
import org.drivechange.impl.position.DatabaseSettings;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.impl.position.PositionStoreException;

/** Checks the database that keeps the positions, and creates their store. */
final class DatabaseDeployment {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    /** Longest time by which a database delays a deployment. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final DatabaseSettings settings;
    private final DataSourceLookup dataSources;

    DatabaseDeployment(DatabaseSettings settings, Optional<Supplier<Object>> bean) {
        this.settings = settings;
        this.dataSources = new DataSourceLookup(settings.dataSource(), bean);
    }

    /**
     * Adds a problem if the table cannot be used. Logs a warning if the database cannot be reached, as a server may start it, or bind
     * the DataSource, after this application. Leaves the check of a bean to the first open where the bean may not be created yet.
     */
    void check(DeploymentProblems problems) {
        if (!dataSources.isAvailableBeforeStart()) {
            return;
        }
        Executor context = ContextServiceLookup.capture();
        SchemaCheck schema = new SchemaCheck(dataSources, settings.tablePrefix());
        FutureTask<Optional<PositionStoreException>> check = new FutureTask<>(schema::check);
        ClassLoader current = Thread.currentThread().getContextClassLoader();
        RuntimeExecutors executors =
                new RuntimeExecutors(current == null ? DatabaseDeployment.class.getClassLoader() : current);
        executors.store(() -> context.execute(check));
        try {
            report(check, problems);
        } finally {
            // otherwise the thread ends when the check returns; an interrupt could break the application's pool
            if (check.isDone()) {
                executors.close();
            }
        }
    }

    private static void report(FutureTask<Optional<PositionStoreException>> check, DeploymentProblems problems) {
        try {
            check.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .ifPresent(problem -> problems.add(problem.code(), problem.getMessage()));
        } catch (ExecutionException e) {
            warn(
                    e.getCause() instanceof PositionStoreException known
                            ? known.getMessage()
                            : ErrorMessages.describe(e.getCause()));
        } catch (TimeoutException e) {
            warn("no answer after " + LIMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            warn("the thread of the deployment was interrupted");
        }
    }

    private static void warn(String cause) {
        LOG.log(
                Level.WARNING,
                ErrorCode.DATABASE_UNCHECKED.message("The table of the positions could not be checked: " + cause
                        + ". DriveChange checks it again when it opens the first position."));
    }

    /** Creates the store. Called on the application's thread, on which names of JNDI are resolved. */
    PositionStore store() {
        dataSources.start();
        return new JdbcPositionStore(settings, dataSources, InstantSource.system());
    }
}
