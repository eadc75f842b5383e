// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.rest;

import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;

/** Web service that uses the server's JSON Binding. */
final class Rest {

    private Rest() {}

    /** JAX-RS application; discovers the resource by its annotation. */
    @ApplicationPath("/")
    public static class RestApplication extends Application {}

    /** Resource that returns a customer, and echoes a received one. */
    @Path("customer")
    @Produces(MediaType.APPLICATION_JSON)
    public static class CustomerResource {

        @GET
        public Customer ada() {
            Customer ada = new Customer();
            ada.name = "Ada";
            ada.passwordHash = "s3cr3t";
            ada.birthday = LocalDate.of(1815, 12, 10);
            ada.since = Instant.EPOCH;
            ada.visited = LocalDate.of(2026, 3, 1);
            return ada;
        }

        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        public Customer echo(Customer received) {
            return received;
        }
    }

    /** Customer with a renamed member, members with dates and a transient one. */
    public static class Customer {

        public LocalDate birthday;

        @JsonbProperty("customer-name")
        public String name;

        @JsonbTransient
        public String passwordHash;

        public Instant since;

        @JsonbDateFormat("dd.MM.yyyy")
        public LocalDate visited;
    }
}
