// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.drivechange.simulator.internal.network.Json;

/** Somebody who signs in. One user name is always the same account. */
public record UserAccount(String username) {

    public static final UserAccount USUAL = new UserAccount("ada@drivechange.example");

    public UserAccount {
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
