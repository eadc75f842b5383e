// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.drivechange.simulator.SubscriptionTerms;
import org.drivechange.simulator.internal.SimulatorConfig;
import org.drivechange.simulator.internal.identity.TestSecrets;

/** Granted subscriptions that have not expired. */
final class SubscriptionGrants {

    static final String NAMESPACE = "/notifications";

    private final SubscriptionTerms usual;

    private final Map<String, SubscriptionTerms> special = new ConcurrentHashMap<>();

    private final Map<String, SubscriptionGrant> byToken = new ConcurrentHashMap<>();

    SubscriptionGrants(SimulatorConfig settings) {
        this.usual = new SubscriptionTerms(settings.subscriptionLife(), settings.callbackUrls(), "");
    }

    void terms(String target, SubscriptionTerms terms) {
        special.put(target, terms);
    }

    SubscriptionTerms terms(String target) {
        return special.getOrDefault(target, usual);
    }

    SubscriptionGrant issue(String target) {
        Instant now = Instant.now();
        byToken.values().removeIf(grant -> grant.over(now));
        SubscriptionGrant grant = terms(target).callbackUrl() ? callback(target, now) : namespace(target, now);
        byToken.put(grant.token(), grant);
        return grant;
    }

    Optional<SubscriptionGrant> find(String token) {
        return Optional.ofNullable(token).map(byToken::get).filter(grant -> !grant.over(Instant.now()));
    }

    void expire(String target) {
        byToken.values().removeIf(grant -> grant.target().equals(target));
    }

    private SubscriptionGrant namespace(String target, Instant now) {
        String token = TestSecrets.fresh();
        String pathAndQuery = NAMESPACE + "?token=" + token + "&applicationId=" + TestSecrets.fresh();
        return grant(token, target, NAMESPACE, pathAndQuery, now);
    }

    private SubscriptionGrant callback(String target, Instant now) {
        String token = TestSecrets.fresh();
        String namespace = "/" + uuid().substring(0, 8);
        String pathAndQuery = namespace + "/callback?snthgk=" + token;
        return grant(token, target, namespace, pathAndQuery, now);
    }

    private SubscriptionGrant grant(String token, String target, String namespace, String pathAndQuery, Instant now) {
        SubscriptionTerms terms = terms(target);
        String more = terms.query().isEmpty() ? "" : "&" + terms.query();
        return new SubscriptionGrant(token, uuid(), target, namespace, pathAndQuery + more, now.plus(terms.life()));
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }
}
