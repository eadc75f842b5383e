// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Somebody who signs in. One user name is always the same account. */
record Person(String username) {

    static final Person USUAL = new Person("ada@drivechange.example");

    Person {
        if (username.isBlank()) {
            throw new IllegalArgumentException("A user name is such as ada@drivechange.example, not empty.");
        }
    }

    String name() {
        return username.split("@", 2)[0];
    }

    String id() {
        return uuid(username);
    }

    /** Where two have the same domain, they have the same tenant. */
    String tenantId() {
        return uuid(username.substring(username.indexOf('@') + 1));
    }

    String clientInfo() {
        String json = Json.text(Map.of("uid", id(), "utid", tenantId()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static String uuid(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(UTF_8)).toString();
    }
}
