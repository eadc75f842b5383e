// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The access tokens that were issued, each until it expires. */
final class AccessTokens {

    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    private volatile Duration lifetime = Duration.ofHours(1);

    void lifetime(Duration next) {
        lifetime = next;
    }

    Duration lifetime() {
        return lifetime;
    }

    String issue() {
        Instant now = Instant.now();
        ends.values().removeIf(end -> !now.isBefore(end));
        String token = Secret.fresh();
        ends.put(token, now.plus(lifetime));
        return token;
    }

    boolean accepts(String token) {
        return Instant.now().isBefore(ends.getOrDefault(token, Instant.MIN));
    }
}
