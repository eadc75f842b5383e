// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Scopes requested by an application: OpenID scopes and permissions such as {@code Files.Read.All}. */
record Scopes(List<String> names) {

    private static final Set<String> OPEN_ID = Set.of("openid", "profile", "email", "offline_access");

    private static final Pattern PERMISSION = Pattern.compile("(https?://[^/ ]+/)?\\w*(\\.\\w+)+");

    static Scopes parse(String text) {
        List<String> names = List.of(text.strip().split(" +"));
        names.stream().filter(name -> !exists(name)).findFirst().ifPresent(unknown -> {
            throw IdentityError.BAD_SCOPE.exception(unknown);
        });
        return new Scopes(names);
    }

    boolean openId() {
        return names.contains("openid");
    }

    boolean offlineAccess() {
        return names.contains("offline_access");
    }

    /** Returns the value of {@code scope} in a token response. */
    String granted() {
        return names.stream().filter(name -> !name.equals("offline_access")).collect(Collectors.joining(" "));
    }

    private static boolean exists(String name) {
        return OPEN_ID.contains(name) || PERMISSION.matcher(name).matches();
    }
}
