// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.persistence;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

/** Declares the application's database. Not every server reads the annotation of a class that is not a web component. */
@Path("name")
@RequestScoped
@DataSourceDefinition(
        name = "java:app/tck/positions",
        className = "org.h2.jdbcx.JdbcDataSource",
        // not every provider creates an entity's table in such a database
        url = "jdbc:h2:mem:positions;DB_CLOSE_DELAY=-1;INIT=CREATE TABLE IF NOT EXISTS DELTAPOSITION"
                + "(ID VARCHAR(500) PRIMARY KEY, EPOCH BIGINT, TOKEN VARCHAR(16384))",
        user = "sa",
        password = "")
public class PositionsDatabase {

    /** JAX-RS application; discovers the resource by its annotation. */
    @ApplicationPath("/database")
    public static class RestApplication extends Application {}

    @GET
    public String name() {
        return "positions";
    }
}
