// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/** What the builder was told. */
record Settings(
        int graphPort,
        int socketPort,
        Duration pingInterval,
        Duration pingTimeout,
        Duration subscriptionLife,
        Predicate<String> acceptTokens,
        boolean callbackUrls,
        Optional<SSLContext> graphTls,
        Optional<SSLContext> socketTls,
        Optional<IdentityPlatform> signIn) {}
