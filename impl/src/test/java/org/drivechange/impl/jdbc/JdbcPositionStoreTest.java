// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.DatabaseSettings;
import org.drivechange.impl.position.PositionId;
import org.drivechange.impl.position.PositionStore.Opened;
import org.drivechange.impl.position.PositionStoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test runs with each database, with a table of its own. */
class JdbcPositionStoreTest {

    private static final SessionKey KEY = new SessionKey(DriveTarget.parse("/drives/b!ü𝒳/root"), "contoso");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final AtomicInteger TABLES = new AtomicInteger();

    private static TestDatabases databases;

    private final String prefix = "t" + TABLES.incrementAndGet() + "_";
    private TestDataSource source;

    @BeforeAll
    static void startDatabases() throws IOException {
        databases = TestDatabases.start();
    }

    @AfterAll
    static void stopDatabases() throws Exception {
        databases.close();
    }

    @AfterEach
    void connectionsAreClosed() {
        assertThat(source.open()).isZero();
        source.autoCommit(true);
    }

    private void createTable(TestDatabases.Product product) throws SQLException {
        source = databases.source(product);
        source.createTable(product.ddl(), prefix);
    }

    private JdbcPositionStore store(String tablePrefix) {
        DataSourceLookup lookup = new DataSourceLookup("orders", Optional.of(() -> source));
        return new JdbcPositionStore(
                new DatabaseSettings("shop", "orders", tablePrefix), lookup, InstantSource.fixed(NOW));
    }

    private JdbcPositionStore store() {
        return store(prefix);
    }

    private String column(String name) throws SQLException {
        return source.query("SELECT " + name + " FROM " + prefix + "target");
    }

    @ParameterizedTest
    @EnumSource
    void store_opens_saves_and_reopens_a_position(TestDatabases.Product product) throws Exception {
        createTable(product);
        assertThat(store().open(KEY)).isEqualTo(new Opened(1, Optional.empty()));
        assertThat(store().save(KEY, 1, "one")).isTrue();
        assertThat(store().save(KEY, 1, "two")).isTrue();
        assertThat(store().open(KEY)).isEqualTo(new Opened(2, Optional.of("two")));
        assertThat(column("id")).isEqualTo(PositionId.of("shop", KEY).hex());
        assertThat(column("target")).isEqualTo("/drives/b!ü𝒳/root");
        assertThat(column("account")).isEqualTo("contoso");
        assertThat(column("owner_node")).isNull();
        assertThat(column("saves")).isEqualTo("2");
        assertThat(column("saved_at")).isEqualTo(String.valueOf(NOW.toEpochMilli()));
    }

    @ParameterizedTest
    @EnumSource
    void account_of_the_default_account_is_null(TestDatabases.Product product) throws Exception {
        createTable(product);
        store().open(new SessionKey(DriveTarget.parse("/me/drive/root"), ""));
        assertThat(column("account")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void store_refuses_saves_of_a_former_user(TestDatabases.Product product) throws Exception {
        createTable(product);
        store().open(KEY);
        store().save(KEY, 1, "of the former user");
        assertThat(store().open(KEY).epoch()).isEqualTo(2);
        assertThat(store().save(KEY, 1, "late")).isFalse();
        assertThat(store().save(KEY, 2, "of the new user")).isTrue();
        assertThat(column("token")).isEqualTo("of the new user");
    }

    @ParameterizedTest
    @EnumSource
    void save_after_the_restoration_of_a_backup_fails(TestDatabases.Product product) throws Exception {
        createTable(product);
        JdbcPositionStore store = store();
        store.open(KEY);
        store.save(KEY, 1, "in the backup");
        store.save(KEY, 1, "after the backup");
        source.update("UPDATE " + prefix + "target SET token = 'in the backup', saves = 1");
        assertThatThrownBy(() -> store.save(KEY, 1, "later"))
                .isInstanceOf(PositionStoreException.class)
                .hasMessageContaining("expected epoch 1 and save 2 but found epoch 1 and save 1");
        assertThat(column("token")).isEqualTo("in the backup");
        assertThat(store.open(KEY)).isEqualTo(new Opened(2, Optional.of("in the backup")));
        assertThat(store.save(KEY, 2, "again")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "second"})
    void save_whose_answer_was_lost_is_recognized(String next) throws Exception {
        createTable(TestDatabases.Product.H2);
        JdbcPositionStore store = store();
        store.open(KEY);
        source.before(sql -> sql.startsWith("UPDATE"), () -> {
            try {
                source.update("UPDATE " + prefix + "target SET token = 'first', saves = 1");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("the connection was lost");
        });
        assertThatThrownBy(() -> store.save(KEY, 1, "first")).isInstanceOf(PositionStoreException.class);
        assertThat(store.save(KEY, 1, next)).isTrue();
        assertThat(store.save(KEY, 1, "last")).isTrue();
        assertThat(column("token")).isEqualTo("last");
    }

    @ParameterizedTest
    @EnumSource
    void token_that_is_saved_until_the_epoch_is_raised_is_the_opened_one(TestDatabases.Product product)
            throws Exception {
        createTable(product);
        JdbcPositionStore former = store();
        former.open(KEY);
        source.before(sql -> sql.startsWith("UPDATE"), () -> {
            try {
                assertThat(former.save(KEY, 1, "last")).isTrue();
            } catch (PositionStoreException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(store().open(KEY)).isEqualTo(new Opened(2, Optional.of("last")));
    }

    @ParameterizedTest
    @EnumSource
    void position_that_is_opened_concurrently_is_opened_with_a_larger_epoch(TestDatabases.Product product)
            throws Exception {
        createTable(product);
        source.before(sql -> sql.startsWith("INSERT"), this::openByAnother);
        assertThat(store().open(KEY).epoch()).isEqualTo(2);
        source.before(sql -> sql.startsWith("UPDATE"), this::openByAnother);
        assertThat(store().open(KEY).epoch()).isEqualTo(4);
    }

    private void openByAnother() {
        try {
            store().open(KEY);
        } catch (PositionStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void token_of_16_kilobytes_and_any_script_is_kept(TestDatabases.Product product) throws Exception {
        createTable(product);
        String token = "𝒳😀ü漢\n".repeat(1200);
        store().open(KEY);
        store().save(KEY, 1, token);
        assertThat(store().open(KEY).token()).contains(token);
    }

    @ParameterizedTest
    @EnumSource
    void target_and_account_of_any_length_are_stored(TestDatabases.Product product) throws Exception {
        createTable(product);
        SessionKey key = new SessionKey(DriveTarget.parse("/drives/" + "😀".repeat(3000) + "/root"), "ü".repeat(500));
        store().open(key);
        assertThat(store().save(key, 1, "token")).isTrue();
        assertThat(column("target")).isEqualTo("/drives/" + "😀".repeat(196));
        assertThat(column("account")).isEqualTo("ü".repeat(400));
    }

    @ParameterizedTest
    @EnumSource
    void connection_without_auto_commit_is_committed_and_restored(TestDatabases.Product product) throws Exception {
        createTable(product);
        source.autoCommit(false);
        store().open(KEY);
        assertThat(store().save(KEY, 1, "token")).isTrue();
        assertThat(column("token")).isEqualTo("token");
    }

    @ParameterizedTest
    @EnumSource
    void table_prefix_may_contain_a_schema(TestDatabases.Product product) throws Exception {
        source = databases.source(product);
        source.update("CREATE SCHEMA " + prefix);
        source.createTable(product.ddl(), prefix + ".x_");
        assertThat(store(prefix + ".x_").open(KEY).epoch()).isEqualTo(1);
        assertThat(source.query("SELECT epoch FROM " + prefix + ".x_target")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void deleted_row_is_a_failure_of_the_save_that_names_it(TestDatabases.Product product) throws Exception {
        createTable(product);
        store().open(KEY);
        source.update("DELETE FROM " + prefix + "target");
        assertThatExceptionOfType(PositionStoreException.class)
                .isThrownBy(() -> store().save(KEY, 1, "token"))
                .withMessageContaining("table " + prefix + "target, id "
                        + PositionId.of("shop", KEY).hex())
                .withMessageContaining("the row was deleted");
    }

    @ParameterizedTest
    @EnumSource
    void row_of_a_restored_database_is_a_failure_of_the_save(TestDatabases.Product product) throws Exception {
        createTable(product);
        store().open(KEY);
        assertThatExceptionOfType(PositionStoreException.class)
                .isThrownBy(() -> store().save(KEY, 5, "token"))
                .withMessageContaining("expected epoch 5 but found 1");
    }

    @ParameterizedTest
    @EnumSource
    void missing_table_and_column_are_failures_that_name_the_file(TestDatabases.Product product) throws Exception {
        createTable(product);
        String file = "Run META-INF/drivechange/ddl/" + product.ddl() + ".sql from";
        assertThat(check(prefix)).isEmpty();
        for (String missing : new String[] {"other_", "no_schema.x_"}) {
            assertThat(check(missing).orElseThrow())
                    .returns(ErrorCode.TABLE_UNUSABLE, PositionStoreException::code)
                    .hasMessageContaining("Table " + missing + "target of the positions is missing")
                    .hasMessageContaining(file);
        }
        source.update("ALTER TABLE " + prefix + "target DROP COLUMN saved_at");
        source.update("ALTER TABLE " + prefix + "target DROP COLUMN saves");
        assertThat(check(prefix).orElseThrow()).hasMessageContaining("lacks the columns saves, saved_at. " + file);
        assertThat(catchThrowableOfType(PositionStoreException.class, () -> store().open(KEY)))
                .returns(ErrorCode.TABLE_UNUSABLE, PositionStoreException::code);
    }

    private Optional<PositionStoreException> check(String tablePrefix) throws PositionStoreException {
        return new SchemaCheck(new DataSourceLookup("orders", Optional.of(() -> source)), tablePrefix).check();
    }

    @ParameterizedTest
    @EnumSource
    void unreachable_database_is_a_failure_without_url_and_password(TestDatabases.Product product) throws Exception {
        createTable(product);
        source.fail(Optional.of(new SQLTransientConnectionException(
                "no connection to jdbc:db://host:1/orders?password=s3cr3t; password=s3cr3t", "08001")));
        try {
            assertThatExceptionOfType(PositionStoreException.class)
                    .isThrownBy(() -> store().open(KEY))
                    .withMessageContaining("SQLTransientConnectionException: no connection to jdbc:… ")
                    .withMessageContaining("(SQLState 08001)")
                    .withMessageNotContaining("s3cr3t");
        } finally {
            source.fail(Optional.empty());
        }
    }
}
