// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Signing keys of the platform. The newest one signs; older ones stay published because tokens signed by them are still
 * in use.
 */
public final class SigningKeys {

    /** Later keys, the newest first. */
    private final List<SigningKey> rolled = new CopyOnWriteArrayList<>();

    /** Key of every platform of this process until it rolls. A class of its own, as the generation takes up to a second. */
    private static final class First {

        static final SigningKey KEY = new SigningKey();
    }

    public void roll() {
        rolled.add(0, new SigningKey());
    }

    String sign(Map<String, Object> claims) {
        return (rolled.isEmpty() ? First.KEY : rolled.get(0)).sign(claims);
    }

    public Map<String, Object> publicKey() {
        return Map.of(
                "keys",
                Stream.concat(rolled.stream(), Stream.of(First.KEY))
                        .map(SigningKey::publicKey)
                        .toList());
    }
}
