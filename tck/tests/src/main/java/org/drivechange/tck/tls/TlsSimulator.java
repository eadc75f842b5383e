// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.drivechange.tck.SimulatorClient;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Simulators that use TLS, or whose identity platform does. Each has a key: a system property in the test process and a
 * MicroProfile Config key in the applications.
 */
public enum TlsSimulator {
    /** With a certificate of the private authority. */
    GOOD,
    /** Graph with a certificate for another host. */
    OTHER_HOST_GRAPH,
    /** WebSocket with a certificate for another host. */
    OTHER_HOST,
    /** WebSocket with an expired certificate. */
    EXPIRED,
    /** WebSocket with a self-signed certificate. */
    SELF_SIGNED,
    /** Graph that accepts only tokens of its identity platform, which has a certificate of the private authority. */
    IDENTITY_PLATFORM;

    String key() {
        return "tck.tls." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For use in the test process. */
    public SimulatorClient ofTestProcess() {
        String address = System.getProperty(key());
        assertThat(address)
                .as("the system property " + TlsSimulatorLauncher.DIRECTORY
                        + " names a directory for the trust store; without TLS exclude the tag tls")
                .isNotNull();
        return SimulatorClient.at(address);
    }

    /** For use in the application. */
    SimulatorClient ofApplication() {
        return SimulatorClient.at(ConfigProvider.getConfig().getValue(key(), String.class));
    }
}
