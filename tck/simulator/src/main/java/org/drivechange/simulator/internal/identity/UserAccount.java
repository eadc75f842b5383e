// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.drivechange.simulator.internal.network.Json;

/** User account. A user name always maps to the same account. */
public record UserAccount(String username) {

    public static final UserAccount DEFAULT = new UserAccount("ada@drivechange.example");

    public UserAccount {
        if (username.isBlank()) {
            throw new IllegalArgumentException(
                    "Invalid user name; expected a name such as ada@drivechange.example but found an empty one.");
        }
    }

    String name() {
        return username.split("@", 2)[0];
    }

    String id() {
        return uuid(username);
    }

    /** Returns the tenant, which is the same for all accounts of a domain. */
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
