// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Running databases: PostgreSQL as a process, H2 and Derby in memory. */
final class TestDatabases implements AutoCloseable {

    /** A database. */
    enum Product {
        H2,
        DERBY,
        POSTGRESQL;

        /** Returns the name of the file that creates the table, without its folder and ending. */
        String ddl() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final EmbeddedPostgres postgres;
    private final Map<Product, TestDataSource> sources = new EnumMap<>(Product.class);

    private TestDatabases(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        sources.put(Product.POSTGRESQL, new TestDataSource(postgres.getPostgresDatabase()::getConnection));
        sources.put(Product.H2, TestDataSource.of("jdbc:h2:mem:positions;DB_CLOSE_DELAY=-1"));
        sources.put(Product.DERBY, TestDataSource.of("jdbc:derby:memory:positions;create=true"));
    }

    static TestDatabases start() throws IOException {
        return new TestDatabases(EmbeddedPostgres.start());
    }

    TestDataSource source(Product product) {
        return sources.get(product);
    }

    @Override
    public void close() throws IOException, SQLException {
        postgres.close();
        source(Product.H2).update("SHUTDOWN");
        // Derby reports success as an exception
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> TestDataSource.of("jdbc:derby:memory:positions;drop=true")
                        .getConnection())
                .returns("08006", SQLException::getSQLState);
    }
}
