// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.HashMap;
import java.util.Map;

/** Issued refresh tokens. Each can be used once; reuse revokes all tokens of the same sign-in. */
public final class RefreshTokens {

    private final Map<String, Family> families = new HashMap<>();

    private int refreshes;

    synchronized String first(Consent consent) {
        return next(new Family(consent));
    }

    /** Returns the token that replaces this one. */
    synchronized String rotate(String token, String clientId) {
        Family family = families.get(token);
        if (family == null || !family.consent.clientId().equals(clientId)) {
            throw IdentityError.BAD_REFRESH_TOKEN.exception();
        }
        family.use(token);
        refreshes++;
        return next(family);
    }

    /** Data of an issued token. */
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
        family.newest = TestSecrets.random();
        families.put(family.newest, family);
        return family.newest;
    }

    private static final class Family {

        private final Consent consent;

        /** Null when all tokens of the sign-in are revoked. */
        private String newest;

        private Family(Consent consent) {
            this.consent = consent;
        }

        private void use(String token) {
            if (newest == null) {
                throw IdentityError.REVOKED_REFRESH_TOKEN.exception();
            }
            if (!newest.equals(token)) {
                revoke();
                throw IdentityError.REUSED_REFRESH_TOKEN.exception();
            }
        }

        private void revoke() {
            newest = null;
        }
    }
}
