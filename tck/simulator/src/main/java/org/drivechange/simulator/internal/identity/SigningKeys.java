// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Signing keys of the platform. The newest one signs; older ones stay published because tokens signed by them are still
 * in use.
 */
public final class SigningKeys {

    private final List<SigningKey> newestFirst = new CopyOnWriteArrayList<>(List.of(new SigningKey()));

    public void roll() {
        newestFirst.add(0, new SigningKey());
    }

    String sign(Map<String, Object> claims) {
        return newestFirst.get(0).sign(claims);
    }

    public Map<String, Object> publicKey() {
        return Map.of("keys", newestFirst.stream().map(SigningKey::publicKey).toList());
    }
}
