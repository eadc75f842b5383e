// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.HashMap;
import java.util.Map;

/** The refresh tokens that were issued. Each is good once; used again, it revokes all that descend from its sign-in. */
public final class RefreshTokens {

    private final Map<String, Family> families = new HashMap<>();

    private int refreshes;

    synchronized String first(Consent consent) {
        return next(new Family(consent));
    }

    /** The token that replaces this one. */
    synchronized String rotate(String token, String clientId) {
        Family family = families.get(token);
        if (family == null || !family.consent.clientId().equals(clientId)) {
            throw IdentityError.BAD_REFRESH_TOKEN.refusal();
        }
        family.use(token);
        refreshes++;
        return next(family);
    }

    /** What a token that was issued stands for. */
    synchronized Consent consent(String token) {
        return families.get(token).consent;
    }

    public synchronized void revoke() {
        families.values().forEach(Family::revoke);
    }

    public synchronized int refreshes() {
        return refreshes;
    }

    private String next(Family family) {
        family.newest = TestSecrets.fresh();
        families.put(family.newest, family);
        return family.newest;
    }

    private static final class Family {

        private final Consent consent;

        /** Null when all are revoked. */
        private String newest;

        private Family(Consent consent) {
            this.consent = consent;
        }

        private void use(String token) {
            if (newest == null) {
                throw IdentityError.REVOKED_REFRESH_TOKEN.refusal();
            }
            if (!newest.equals(token)) {
                revoke();
                throw IdentityError.REUSED_REFRESH_TOKEN.refusal();
            }
        }

        private void revoke() {
            newest = null;
        }
    }
}
