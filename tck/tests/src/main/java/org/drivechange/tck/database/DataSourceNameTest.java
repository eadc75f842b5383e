// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.database;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import javax.sql.DataSource;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveTarget;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.RequiresServer;
import org.drivechange.tck.TckTest;
import org.h2.Driver;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Tests positions in a database whose DataSource is a resource of the server, with the server's pool and transactions. */
@TckTest
@RequiresServer
@Tag("persistence")
class DataSourceNameTest {

    private static final DriveTarget TARGET = DriveTarget.parse("/drives/in-named-data-source/root");

    @Deployment
    static WebArchive application() {
        return org.drivechange.tck.Application.of(DataSourceNameTest.class)
                .with(PositionScenario.class, PositionRows.class, RestApplication.class)
                .configured("drivechange.datasource", "java:app/tck/data-source")
                .war()
                .addAsLibraries(org.drivechange.tck.Application.jar(Driver.class));
    }

    /** JAX-RS application; discovers the resource by its annotation. */
    @ApplicationPath("/database")
    public static class RestApplication extends Application {}

    /** Declares the application's database. Not every server reads the annotation of a class that is not a web component. */
    @Path("name")
    @RequestScoped
    @DataSourceDefinition(
            name = "java:app/tck/data-source",
            className = "org.h2.jdbcx.JdbcDataSource",
            url = "jdbc:h2:mem:tck-name;DB_CLOSE_DELAY=-1;" + PositionRows.INIT,
            user = "sa",
            password = "")
    public static class Database {

        @GET
        public String name() {
            return "positions";
        }
    }

    @ApplicationScoped
    static class Resources {

        @Resource(lookup = "java:app/tck/data-source")
        DataSource database;

        PositionRows rows() {
            return new PositionRows(database);
        }
    }

    @Inject
    PositionScenario scenario;

    @Inject
    Resources resources;

    @ApplicationScoped
    static class Items {

        void item(@Observes DriveItemChange item, ObserverCallLog calls) {
            calls.add(item.target().path(), item.name());
        }
    }

    @Assertion(id = "database-02")
    void positions_in_a_database_of_the_server_are_continued_and_refuse_an_earlier_user() throws Exception {
        scenario.run(TARGET, resources.rows());
    }
}
