// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The newest key signs; the older ones stay published, as tokens that they signed are about. */
public final class SigningKeys {

    private final List<SigningKey> newestFirst = new CopyOnWriteArrayList<>(List.of(new SigningKey()));

    public void roll() {
        newestFirst.add(0, new SigningKey());
    }

    String sign(Map<String, Object> claims) {
        return newestFirst.get(0).sign(claims);
    }

    public Map<String, Object> published() {
        return Map.of("keys", newestFirst.stream().map(SigningKey::published).toList());
    }
}
