// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.FilteringClassLoader;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.impl.jdbc.TestDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions in a database of the application, H2 in memory. */
class DatabasePositionsTest {

    private static final TestDataSource DATABASE = TestDataSource.of("jdbc:h2:mem:items");
    private static final AtomicInteger TABLES = new AtomicInteger();

    private final String prefix = "t" + TABLES.incrementAndGet() + "_";
    private final CountDownLatch released = new CountDownLatch(1);
    private AutoCloseable open;

    @TempDir
    private Path directory;

    private ItemScene scene;

    /** Produces the DataSource of the application. */
    @ApplicationScoped
    static class Orders {

        @Produces
        @ApplicationScoped
        @Named("orders")
        DataSource orders() {
            return DATABASE;
        }
    }

    @BeforeEach
    void createTable() throws SQLException {
        // an open connection keeps the database
        open = DriverManager.getConnection("jdbc:h2:mem:items");
        DATABASE.createTable("h2", prefix);
        scene = new ItemScene(directory);
    }

    @AfterEach
    void close() throws Exception {
        DATABASE.fail(Optional.empty());
        released.countDown();
        scene.close();
        open.close();
    }

    private Map<String, String> values() {
        return Map.of("drivechange.datasource", "orders", "drivechange.table-prefix", prefix);
    }

    private TestApplication start() {
        return scene.startOpen(values(), ItemMirror.class, Orders.class);
    }

    private void create(String name) {
        scene.drive().create(scene.drive().root(), name, 1);
    }

    private static List<String> deliveries(TestApplication application) {
        return application.bean(ItemMirror.class).deliveries();
    }

    @Test
    void application_continues_at_the_position_in_the_database() throws SQLException {
        try (TestApplication application = start()) {
            create("first");
            await().untilAsserted(() -> assertThat(deliveries(application)).containsExactly("CHANGED first"));
        }
        assertThat(DATABASE.query("SELECT epoch FROM " + prefix + "target")).isEqualTo("1");
        create("second");
        try (LogLines log = new LogLines();
                TestApplication application = start()) {
            await().untilAsserted(() -> assertThat(deliveries(application)).containsExactly("CHANGED second"));
            assertThat(log.lines()).anyMatch(line -> line.contains("position of item changes continues from"));
        }
        assertThat(DATABASE.query("SELECT epoch FROM " + prefix + "target")).isEqualTo("2");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void position_moves_from_its_files_into_the_database() {
        try (TestApplication application = scene.startOpen(Map.of(), ItemMirror.class)) {
            create("first");
            await().untilAsserted(() -> assertThat(deliveries(application)).containsExactly("CHANGED first"));
        }
        create("second");
        try (LogLines log = new LogLines();
                TestApplication application = start()) {
            await().untilAsserted(() -> assertThat(deliveries(application)).containsExactly("CHANGED second"));
            assertThat(log.lines()).anyMatch(line -> line.endsWith(": its position was moved from its files."));
        }
        create("third");
        try (LogLines log = new LogLines();
                TestApplication application = start()) {
            await().untilAsserted(() -> assertThat(deliveries(application)).containsExactly("CHANGED third"));
            assertThat(log.lines()).noneMatch(line -> line.contains("moved from its files"));
        }
    }

    @Test
    void later_application_takes_over_the_position_and_the_earlier_one_keeps_its_notifications() {
        try (LogLines log = new LogLines();
                TestApplication earlier = start();
                TestApplication later = start()) {
            create("file");
            await().untilAsserted(() -> assertThat(deliveries(later)).containsExactly("CHANGED file"));
            await().until(() -> earlier.watch(TARGET).lastError().orElse("").startsWith("DRC5004"));
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("DRC5004"))
                    .singleElement()
                    .asString()
                    .contains("drivechange.application");
            create("another");
            earlier.events().awaitChanges(TARGET, 2);
            await().untilAsserted(
                            () -> assertThat(deliveries(later)).containsExactly("CHANGED file", "CHANGED another"));
        }
    }

    @Test
    void missing_table_fails_the_deployment_with_the_file_to_run() throws SQLException {
        DATABASE.update("DROP TABLE " + prefix + "target");
        assertThatThrownBy(this::start)
                .hasStackTraceContaining("DRC5006 Table " + prefix + "target of the positions is missing")
                .hasStackTraceContaining("META-INF/drivechange/ddl/h2.sql");
    }

    @Test
    void unreachable_database_delays_items_and_neither_the_start_nor_notifications() {
        DATABASE.fail(Optional.of(new SQLTransientConnectionException("no connection", "08001")));
        try (LogLines log = new LogLines();
                TestApplication application = scene.start(values(), ItemMirror.class, Orders.class)) {
            application.events().awaitOpened(TARGET, 1);
            await().until(() -> application.watch(TARGET).lastError().orElse("").startsWith("DRC5003"));
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("DRC5008"))
                    .singleElement()
                    .asString()
                    .contains("no connection (SQLState 08001)");
            create("before");
            application.events().awaitChanges(TARGET, 1);
            assertThat(deliveries(application)).isEmpty();
            DATABASE.fail(Optional.empty());
            ItemScene.awaitRound(application, TARGET);
            create("file");
            await().untilAsserted(() -> assertThat(deliveries(application)).containsExactly("CHANGED file"));
            assertThat(application.watch(TARGET).lastError()).isEmpty();
        }
    }

    @Test
    void missing_data_source_delays_items_and_neither_the_start_nor_notifications() {
        try (LogLines log = new LogLines();
                TestApplication application =
                        scene.start(Map.of("drivechange.datasource", "jdbc/none"), ItemMirror.class)) {
            application.events().awaitOpened(TARGET, 1);
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("DRC5008"))
                    .singleElement()
                    .asString()
                    .contains("@Named(\"jdbc/none\")");
            await().until(() -> application.watch(TARGET).lastError().orElse("").startsWith("DRC5007"));
            create("file");
            application.events().awaitChanges(TARGET, 1);
            assertThat(deliveries(application)).isEmpty();
        }
    }

    @Test
    void database_that_does_not_answer_delays_the_deployment_for_five_seconds_at_most() {
        DATABASE.before(sql -> sql.startsWith("SELECT"), () -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Instant begun = Instant.now();
        try (LogLines log = new LogLines();
                TestApplication application = scene.start(values(), ItemMirror.class, Orders.class)) {
            assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("DRC5008") && line.contains("no answer after 5 s"));
            ItemScene.awaitRound(application, TARGET);
            released.countDown();
        }
    }

    @Test
    void store_bean_precedes_the_database_with_a_warning() {
        try (LogLines log = new LogLines();
                TestApplication application = scene.startOpen(
                        values(), ItemMirror.class, Orders.class, ItemStoreBeanTest.MemoryStore.class)) {
            assertThat(application.bean(ItemStoreBeanTest.MemoryStore.class).keys())
                    .isNotEmpty();
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("DRC1022 drivechange.datasource (from ")
                            && line.contains("DeltaTokenStore bean, which keeps the positions"));
        }
    }

    @Test
    void application_without_a_data_source_loads_no_class_of_the_database() throws Exception {
        try (FilteringClassLoader hidden = new FilteringClassLoader("org.drivechange.impl.jdbc.");
                TestApplication application = scene.startOpen(Map.of(), ItemMirror.class, Orders.class)) {
            create("file");
            await().untilAsserted(() -> assertThat(deliveries(application)).containsExactly("CHANGED file"));
            assertThat(hidden.loaded())
                    .contains("org.drivechange.impl.position.FilePositionStore")
                    .noneMatch(name -> name.matches(".*(\\.jdbc\\..*|ContextualPositionStore)"));
        }
    }
}
