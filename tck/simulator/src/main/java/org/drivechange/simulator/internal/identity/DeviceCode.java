// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One sign-in by device code, from the code to a person's answer. RFC 8628 tells what a poll is answered. */
public final class DeviceCode {

    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final String value = TestSecrets.fresh();

    private final String userCode = UserCode.fresh();

    private final String clientId;

    private final Scopes scopes;

    private final Instant expires;

    private Duration interval;

    private Instant polled = Instant.EPOCH;

    /** Null until somebody has signed in. */
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

    /** For a person's answer. */
    synchronized boolean waits() {
        return person == null && !declined && !over(Instant.now());
    }

    public synchronized void approve(UserAccount by) {
        person = by;
    }

    public synchronized void decline() {
        declined = true;
    }

    /** Who signed in, for this application. */
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
