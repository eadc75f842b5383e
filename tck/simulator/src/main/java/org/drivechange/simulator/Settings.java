// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.Set;

/** What the builder was told. An empty set of tokens accepts any. */
record Settings(
        int graphPort,
        int socketPort,
        Duration pingInterval,
        Duration pingTimeout,
        Duration subscriptionLife,
        Set<String> acceptTokens,
        boolean callbackUrls) {

    boolean accepts(String token) {
        return token != null && !token.isBlank() && (acceptTokens.isEmpty() || acceptTokens.contains(token));
    }
}
