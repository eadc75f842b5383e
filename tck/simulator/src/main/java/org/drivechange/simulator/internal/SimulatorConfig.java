// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.drivechange.simulator.IdentityPlatform;

/** Settings collected by the builder. */
public record SimulatorConfig(
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
