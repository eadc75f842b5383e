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

/** A web service that relies on the server's JSON Binding. */
final class Rest {

    private Rest() {}

    /** Finds the resource by its annotation. */
    @ApplicationPath("/")
    public static class Service extends Application {}

    /** Sends a customer, and what it has received as one. */
    @Path("customer")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Customers {

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

    /** Has a name of its own for a member, members with dates, and one that must not be published. */
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
