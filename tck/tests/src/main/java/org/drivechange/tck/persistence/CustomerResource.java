// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.persistence;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.stream.Collectors;

/** Web service that stores entities through the server's Jakarta Persistence in the application's database. */
@Path("customers")
@Produces(MediaType.TEXT_PLAIN)
@RequestScoped
@DataSourceDefinition(
        name = "java:app/tck/database",
        className = "org.h2.jdbcx.JdbcDataSource",
        // not every provider creates an entity's table in such a database
        url = "jdbc:h2:mem:tck;DB_CLOSE_DELAY=-1;INIT=CREATE TABLE IF NOT EXISTS TCK_CUSTOMER"
                + "(ID BIGINT PRIMARY KEY, VERSION INT, NAME VARCHAR(50), BIRTHDAY DATE)",
        user = "sa",
        password = "")
public class CustomerResource {

    /** JAX-RS application; discovers the resource by its annotation. */
    @ApplicationPath("/")
    public static class RestApplication extends Application {}

    @PersistenceContext
    private EntityManager entities;

    /** Empties the table: servers that share the driver's classes may share the database between applications. */
    @DELETE
    @Transactional
    public void removeAll() {
        entities.createQuery("delete from Customer c").executeUpdate();
    }

    @POST
    @Transactional
    public String store() {
        Customer ada = new Customer(1, "Ada", LocalDate.of(1815, 12, 10));
        entities.persist(ada);
        entities.flush();
        return ada.toString();
    }

    @PUT
    @Transactional
    public void rename(String name) {
        entities.createQuery("select c from Customer c", Customer.class)
                .getSingleResult()
                .rename(name);
        if (name.isEmpty()) {
            throw new IllegalStateException("The name is empty; the change is rolled back");
        }
    }

    @GET
    public String all() {
        return entities.createQuery("select c from Customer c", Customer.class)
                .getResultStream()
                .map(Customer::toString)
                .collect(Collectors.joining("; "));
    }

    @GET
    @Path("provider")
    public String provider() {
        return entities.getDelegate().getClass().getName();
    }
}
