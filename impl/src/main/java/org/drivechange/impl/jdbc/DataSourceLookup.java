// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.sql.DataSource;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.position.PositionStoreException;

/**
 * Finds the application's DataSource: a CDI bean, else a JNDI name. Keeps it, because servers resolve a JNDI name on threads of the
 * application only. Searches again in each call until it is found.
 */
public final class DataSourceLookup {

    /** Time after which a missing DataSource is no longer attributed to the order in which a server starts. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String COMPONENT = "java:comp/env/";

    private final String name;
    private final Optional<Supplier<Object>> bean;
    private final LongSupplier nanos;
    private final AtomicReference<FutureTask<DataSource>> search = new AtomicReference<>();
    private final AtomicReference<Long> missingSince = new AtomicReference<>();
    private final AtomicBoolean reported = new AtomicBoolean();
    private volatile DataSource found;

    /**
     * Creates a lookup.
     *
     * @param name value of {@code drivechange.datasource}
     * @param bean creates a reference to the CDI bean of that name, empty if there is none
     */
    public DataSourceLookup(String name, Optional<Supplier<Object>> bean) {
        this(name, bean, System::nanoTime);
    }

    DataSourceLookup(String name, Optional<Supplier<Object>> bean, LongSupplier nanos) {
        this.name = name;
        this.bean = bean;
        this.nanos = nanos;
    }

    /**
     * Whether the DataSource may be obtained before the application starts. A bean may not on a server: GlassFish would create it
     * without its resources, and keep it.
     */
    public boolean isAvailableBeforeStart() {
        return bean.isEmpty() || !hasNaming();
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private static boolean hasNaming() {
        try {
            new InitialContext().lookup("");
            return true;
        } catch (NoInitialContextException | LinkageError e) {
            return false;
        } catch (NamingException | RuntimeException e) {
            return true;
        }
    }

    /**
     * Searches on the calling thread, which is the application's. The first call of the store repeats a failure. Does not wait for
     * a search of the deployment, in which the application's bean may hang.
     */
    public void start() {
        try {
            if (search.get() == null) {
                get();
            }
        } catch (PositionStoreException e) {
            FailSafeLog.log(Level.DEBUG, e.code().message(e.getMessage()));
        }
    }

    /** Returns the DataSource. Concurrent calls share one search, as a dependent bean is a pool of its own. */
    DataSource get() throws PositionStoreException {
        DataSource known = found;
        if (known != null) {
            return known;
        }
        FutureTask<DataSource> mine = new FutureTask<>(this::find);
        FutureTask<DataSource> running = search.compareAndExchange(null, mine);
        if (running == null) {
            mine.run();
            search.set(null);
        }
        try {
            return (running == null ? mine : running).get();
        } catch (ExecutionException e) {
            throw missing(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing(e);
        }
    }

    private DataSource find() throws NamingException {
        if (found == null) {
            found = dataSource(bean.isPresent() ? bean.get().get() : lookUp());
            if (reported.get()) {
                FailSafeLog.log(Level.INFO, "The DataSource " + name + " is available.");
            }
        }
        return found;
    }

    /** Servlet containers bind a resource below {@code java:comp/env/}, and its name is often written without that. */
    @SuppressWarnings("BanJNDI") // the name is the operator's configuration
    private Object lookUp() throws NamingException {
        InitialContext context = new InitialContext();
        try {
            return context.lookup(name);
        } catch (NamingException e) {
            if (name.startsWith("java:")) {
                throw e;
            }
            try {
                return context.lookup(COMPONENT + name);
            } catch (NamingException ignored) {
                throw e;
            }
        }
    }

    private static DataSource dataSource(Object object) {
        if (object instanceof DataSource dataSource) {
            return dataSource;
        }
        throw new IllegalStateException("found "
                + (object == null
                        ? "null"
                        : "an object of type " + object.getClass().getName()));
    }

    private PositionStoreException missing(Throwable cause) {
        String text = bean.isPresent()
                ? "the CDI bean " + name + " of type DataSource cannot be obtained"
                : "expected a CDI bean @Named(\"" + name
                        + "\") of type DataSource, or a JNDI name, for drivechange.datasource=" + name;
        String line = text + ": " + SqlErrors.describe(cause);
        missingSince.compareAndSet(null, nanos.getAsLong());
        if (nanos.getAsLong() - missingSince.get() >= PATIENCE.toNanos() && reported.compareAndSet(false, true)) {
            FailSafeLog.log(
                    Level.ERROR,
                    ErrorCode.DATASOURCE_MISSING.message("No item changes are delivered, because " + line
                            + ". DriveChange continues to search for it; notifications are delivered."));
        }
        return new PositionStoreException(ErrorCode.DATASOURCE_MISSING, line);
    }
}
