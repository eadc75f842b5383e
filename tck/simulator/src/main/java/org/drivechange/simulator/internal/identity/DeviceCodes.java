// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Issued device codes that are not yet redeemed, oldest first. */
public final class DeviceCodes {

    private final Map<String, DeviceCode> byValue = new LinkedHashMap<>();

    private final AtomicInteger slowPolls = new AtomicInteger();

    private volatile Duration lifetime = Duration.ofMinutes(15);

    private volatile Duration interval = Duration.ofSeconds(1);

    public void lifetime(Duration next) {
        lifetime = next;
    }

    Duration lifetime() {
        return lifetime;
    }

    public void interval(Duration next) {
        interval = next;
    }

    Duration interval() {
        return interval;
    }

    public void slowDown(int polls) {
        slowPolls.set(polls);
    }

    synchronized DeviceCode issue(String clientId, Scopes scopes) {
        DeviceCode code = new DeviceCode(clientId, scopes, Instant.now().plus(lifetime), interval);
        byValue.put(code.value(), code);
        return code;
    }

    public synchronized Optional<String> newest() {
        return byValue.values().stream()
                .filter(DeviceCode::isPending)
                .map(DeviceCode::userCode)
                .reduce((older, newer) -> newer);
    }

    /** Returns the pending device code with this user code. */
    public synchronized DeviceCode findPending(String userCode) {
        String normalized = UserCode.normalized(userCode);
        return byValue.values().stream()
                .filter(code -> code.userCode().equals(normalized) && code.isPending())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No sign-in is pending for this code: unknown, expired or already answered."));
    }

    synchronized Consent redeem(String value, String clientId) {
        DeviceCode code = byValue.get(value);
        if (code == null) {
            throw IdentityError.BAD_DEVICE_CODE.exception();
        }
        Consent consent = code.poll(clientId, slowPolls.getAndUpdate(left -> Math.max(0, left - 1)) > 0);
        byValue.remove(value);
        return consent;
    }
}
