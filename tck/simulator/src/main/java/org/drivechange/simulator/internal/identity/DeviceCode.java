// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One device code sign-in, from the code to the user's answer. Polls are answered according to RFC 8628. */
public final class DeviceCode {

    private static final Duration SLOW_DOWN_STEP = Duration.ofSeconds(5);

    private final String value = TestSecrets.random();

    private final String userCode = UserCode.random();

    private final String clientId;

    private final Scopes scopes;

    private final Instant expires;

    private Duration interval;

    private Instant lastPoll = Instant.EPOCH;

    /** Null until the sign-in is approved. */
    private UserAccount account;

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
    synchronized boolean isPending() {
        return account == null && !declined && !isExpired(Instant.now());
    }

    public synchronized void approve(UserAccount by) {
        account = by;
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
            throw IdentityError.BAD_DEVICE_CODE.exception();
        }
        Instant now = Instant.now();
        boolean tooEarly = isPending() && now.isBefore(lastPoll.plus(interval));
        lastPoll = now;
        if (isExpired(now)) {
            throw IdentityError.EXPIRED.exception();
        }
        if (slowDown || tooEarly) {
            interval = interval.plus(SLOW_DOWN_STEP);
            throw IdentityError.SLOW_DOWN.exception();
        }
        return new Consent(signedIn(), clientId, scopes);
    }

    private UserAccount signedIn() {
        if (declined) {
            throw IdentityError.DECLINED.exception();
        }
        return Optional.ofNullable(account).orElseThrow(IdentityError.AUTHORIZATION_PENDING::exception);
    }

    private boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }
}
