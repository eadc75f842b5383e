// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** DataSource without a pool. Counts open connections, and can be slow, fail, or hand out connections without auto-commit. */
public final class TestDataSource implements DataSource {

    /** Opens a connection. */
    public interface Source {
        Connection connect() throws SQLException;
    }

    private final Source source;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean autoCommit = true;
    private volatile Optional<SQLException> failure = Optional.empty();
    private volatile Predicate<String> interference = sql -> false;
    private volatile Runnable interfering = () -> {};

    public TestDataSource(Source source) {
        this.source = source;
    }

    public static TestDataSource of(String url) {
        return new TestDataSource(() -> DriverManager.getConnection(url));
    }

    /** Number of connections that are not closed. */
    int open() {
        return open.get();
    }

    void autoCommit(boolean value) {
        autoCommit = value;
    }

    /** Makes each request for a connection fail. */
    public void fail(Optional<SQLException> with) {
        failure = with;
    }

    /** Runs a task, once, before the next statement that matches. */
    public void before(Predicate<String> statement, Runnable task) {
        interfering = task;
        interference = statement;
    }

    /** Runs the file in the jar that creates the table, with another prefix. */
    public void createTable(String database, String prefix) throws SQLException {
        String script = script(database).replace("drivechange_target", prefix + "target");
        update(script.lines()
                .filter(line -> !line.startsWith("--"))
                .reduce("", (all, line) -> all + line + "\n")
                .replace(";", ""));
    }

    static String script(String database) {
        String file = "/META-INF/drivechange/ddl/" + database + ".sql";
        try (InputStream content = TestDataSource.class.getResourceAsStream(file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void update(String sql) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Returns the first column of the first row. */
    public String query(String sql) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        Connection connection = source.connect();
        connection.setAutoCommit(autoCommit);
        open.incrementAndGet();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (connection.getAutoCommit() != autoCommit) {
                            throw new IllegalStateException("auto-commit was not restored");
                        }
                        open.decrementAndGet();
                    } else if (method.getName().equals("prepareStatement")
                            && interference.test((String) arguments[0])) {
                        interference = sql -> false;
                        interfering.run();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
