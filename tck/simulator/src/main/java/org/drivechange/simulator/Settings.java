// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** What the builder was told. An empty set of tokens accepts any. */
record Settings(
        int graphPort,
        int socketPort,
        Duration pingInterval,
        Duration pingTimeout,
        Duration subscriptionLife,
        Set<String> acceptTokens,
        boolean callbackUrls,
        Optional<SSLContext> graphTls,
        Optional<SSLContext> socketTls) {

    boolean accepts(String token) {
        return token != null && !token.isBlank() && (acceptTokens.isEmpty() || acceptTokens.contains(token));
    }
}
