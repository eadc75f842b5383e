// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Issued access tokens that have not expired. */
public final class AccessTokens {

    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

    private volatile Duration lifetime = Duration.ofHours(1);

    public void lifetime(Duration next) {
        lifetime = next;
    }

    Duration lifetime() {
        return lifetime;
    }

    String issue() {
        Instant now = Instant.now();
        expiries.values().removeIf(expiry -> !now.isBefore(expiry));
        String token = TestSecrets.random();
        expiries.put(token, now.plus(lifetime));
        return token;
    }

    public boolean accepts(String token) {
        return Instant.now().isBefore(expiries.getOrDefault(token, Instant.MIN));
    }
}
