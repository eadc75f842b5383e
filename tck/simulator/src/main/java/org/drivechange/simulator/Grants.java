// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The subscriptions that were answered and are not over. */
final class Grants {

    static final String NAMESPACE = "/notifications";

    private final Settings settings;

    private final Map<String, Grant> byToken = new ConcurrentHashMap<>();

    Grants(Settings settings) {
        this.settings = settings;
    }

    Grant issue(String target) {
        Instant now = Instant.now();
        byToken.values().removeIf(grant -> grant.over(now));
        Grant grant = settings.callbackUrls() ? callback(target, now) : namespace(target, now);
        byToken.put(grant.token(), grant);
        return grant;
    }

    Optional<Grant> find(String token) {
        return Optional.ofNullable(token).map(byToken::get).filter(grant -> !grant.over(Instant.now()));
    }

    void expire(String target) {
        byToken.values().removeIf(grant -> grant.target().equals(target));
    }

    private Grant namespace(String target, Instant now) {
        String token = uuid();
        String pathAndQuery = NAMESPACE + "?token=" + token + "&applicationId=" + uuid();
        return new Grant(token, uuid(), target, NAMESPACE, pathAndQuery, now.plus(settings.subscriptionLife()));
    }

    private Grant callback(String target, Instant now) {
        String token = uuid();
        String namespace = "/" + uuid().substring(0, 8);
        String pathAndQuery = namespace + "/callback?snthgk=" + token;
        return new Grant(token, uuid(), target, namespace, pathAndQuery, now.plus(settings.subscriptionLife()));
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }
}
