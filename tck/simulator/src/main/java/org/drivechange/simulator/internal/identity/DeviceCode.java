// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One device code sign-in, from the code to the user's answer. Polls are answered according to RFC 8628. */
public final class DeviceCode {

    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final String value = TestSecrets.fresh();

    private final String userCode = UserCode.fresh();

    private final String clientId;

    private final Scopes scopes;

    private final Instant expires;

    private Duration interval;

    private Instant polled = Instant.EPOCH;

    /** Null until the sign-in is approved. */
    private UserAccount person;

    private boolean declined;

    DeviceCode(String clientId, Scopes scopes, Instant expires, Duration interval) {
        this.clientId = clientId;
        this.scopes = scopes;
        this.expires = expires;
        this.interval = interval;
    }

    String value() {
        return value;
    }

    String userCode() {
        return userCode;
    }

    /** Whether the code is pending. */
    synchronized boolean waits() {
        return person == null && !declined && !over(Instant.now());
    }

    public synchronized void approve(UserAccount by) {
        person = by;
    }

    public synchronized void decline() {
        declined = true;
    }

    /**
     * Returns the consent of the account that signed in, for this application; throws the error response of a poll
     * otherwise.
     */
    synchronized Consent poll(String application, boolean slowDown) {
        if (!clientId.equals(application)) {
            throw IdentityError.BAD_DEVICE_CODE.refusal();
        }
        Instant now = Instant.now();
        boolean tooEarly = waits() && now.isBefore(polled.plus(interval));
        polled = now;
        if (over(now)) {
            throw IdentityError.EXPIRED.refusal();
        }
        if (slowDown || tooEarly) {
            interval = interval.plus(SLOWER);
            throw IdentityError.SLOW_DOWN.refusal();
        }
        return new Consent(signedIn(), clientId, scopes);
    }

    private UserAccount signedIn() {
        if (declined) {
            throw IdentityError.DECLINED.refusal();
        }
        return Optional.ofNullable(person).orElseThrow(IdentityError.AUTHORIZATION_PENDING::refusal);
    }

    private boolean over(Instant now) {
        return !now.isBefore(expires);
    }
}
