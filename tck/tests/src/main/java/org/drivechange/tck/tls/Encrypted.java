// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.drivechange.tck.Simulator;
import org.eclipse.microprofile.config.ConfigProvider;

/** A simulator that speaks TLS, or whose identity platform does. Each has a key, which is a system property beside the tests, and a MicroProfile Config key in the applications. */
public enum Encrypted {
    /** With a certificate of the private authority. */
    GOOD,
    /** Whose Graph has a certificate for another host. */
    OTHER_HOST_GRAPH,
    /** Whose WebSocket has a certificate for another host. */
    OTHER_HOST,
    /** Whose WebSocket has a certificate that has expired. */
    EXPIRED,
    /** Whose WebSocket has a certificate that is signed by itself. */
    SELF_SIGNED,
    /** Whose Graph takes the tokens of its identity platform only, which has a certificate of the private authority. */
    IDENTITY_PLATFORM;

    String key() {
        return "tck.tls." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For what runs in the process of the tests. */
    public Simulator besideTheTests() {
        String address = System.getProperty(key());
        assertThat(address)
                .as("the system property " + EncryptedBesideTheTests.DIRECTORY
                        + " names a directory for the trust store; without TLS exclude the tag tls")
                .isNotNull();
        return Simulator.at(address);
    }

    /** For what runs in the application. */
    Simulator seenFromTheApplication() {
        return Simulator.at(ConfigProvider.getConfig().getValue(key(), String.class));
    }
}
