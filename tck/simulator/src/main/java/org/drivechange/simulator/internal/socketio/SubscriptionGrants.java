// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.drivechange.simulator.SubscriptionOptions;
import org.drivechange.simulator.internal.SimulatorConfig;
import org.drivechange.simulator.internal.identity.TestSecrets;

/** Granted subscriptions that have not expired. */
final class SubscriptionGrants {

    static final String NAMESPACE = "/notifications";

    private final SubscriptionOptions defaults;

    private final Map<String, SubscriptionOptions> byTarget = new ConcurrentHashMap<>();

    private final Map<String, SubscriptionGrant> byToken = new ConcurrentHashMap<>();

    SubscriptionGrants(SimulatorConfig config) {
        this.defaults = new SubscriptionOptions(config.subscriptionLife(), config.callbackUrls(), "");
    }

    void options(String target, SubscriptionOptions options) {
        byTarget.put(target, options);
    }

    SubscriptionOptions options(String target) {
        return byTarget.getOrDefault(target, defaults);
    }

    SubscriptionGrant issue(String target) {
        Instant now = Instant.now();
        byToken.values().removeIf(grant -> grant.isExpired(now));
        SubscriptionGrant grant = options(target).callbackUrl() ? callback(target, now) : namespace(target, now);
        byToken.put(grant.token(), grant);
        return grant;
    }

    Optional<SubscriptionGrant> find(String token) {
        return Optional.ofNullable(token).map(byToken::get).filter(grant -> !grant.isExpired(Instant.now()));
    }

    void expire(String target) {
        byToken.values().removeIf(grant -> grant.target().equals(target));
    }

    private SubscriptionGrant namespace(String target, Instant now) {
        String token = TestSecrets.random();
        String pathAndQuery = NAMESPACE + "?token=" + token + "&applicationId=" + TestSecrets.random();
        return grant(token, target, NAMESPACE, pathAndQuery, now);
    }

    private SubscriptionGrant callback(String target, Instant now) {
        String token = TestSecrets.random();
        String namespace = "/" + uuid().substring(0, 8);
        String pathAndQuery = namespace + "/callback?snthgk=" + token;
        return grant(token, target, namespace, pathAndQuery, now);
    }

    private SubscriptionGrant grant(String token, String target, String namespace, String pathAndQuery, Instant now) {
        SubscriptionOptions options = options(target);
        String extraQuery = options.query().isEmpty() ? "" : "&" + options.query();
        return new SubscriptionGrant(
                token, uuid(), target, namespace, pathAndQuery + extraQuery, now.plus(options.life()));
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }
}
