// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveTarget;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.TckTest;
import org.h2.Driver;
import org.h2.jdbcx.JdbcDataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests positions in a database whose DataSource is a CDI bean. */
@TckTest
class DataSourceBeanTest {

    private static final DriveTarget TARGET = DriveTarget.parse("/drives/in-data-source-bean/root");

    @Deployment
    static WebArchive application() {
        return Application.of(DataSourceBeanTest.class)
                .with(PositionScenario.class, PositionRows.class)
                .configured("drivechange.datasource", "positions")
                .war()
                .addAsLibraries(Application.jar(Driver.class));
    }

    @Inject
    PositionScenario scenario;

    @Inject
    @Named("positions")
    DataSource database;

    @ApplicationScoped
    static class Database {

        // TomEE creates no proxy of an interface of the JDK, so that no normal scope is possible
        @Produces
        @Named("positions")
        @Singleton
        DataSource create() {
            JdbcDataSource database = new JdbcDataSource();
            database.setUrl("jdbc:h2:mem:tck-bean;DB_CLOSE_DELAY=-1;" + PositionRows.INIT);
            database.setUser("sa");
            return database;
        }
    }

    @ApplicationScoped
    static class Items {

        void item(@Observes DriveItemChange item, ObserverCallLog calls) {
            calls.add(item.target().path(), item.name());
        }
    }

    @Assertion(id = "database-01")
    void positions_in_the_database_of_a_bean_are_continued_and_refuse_an_earlier_user() throws Exception {
        scenario.run(TARGET, new PositionRows(database));
    }
}
