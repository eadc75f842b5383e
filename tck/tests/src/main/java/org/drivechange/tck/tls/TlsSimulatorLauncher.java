// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.GraphSimulatorBuilder;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts the simulators that use TLS if {@value #DIRECTORY} names a directory. Creates the trust store,
 * {@code trust.p12}, there before any server starts.
 */
public final class TlsSimulatorLauncher implements LauncherSessionListener {

    static final String DIRECTORY = "tck.tls";

    /** Lifetime of access tokens, short enough for a test. */
    private static final Duration ACCESS_TOKEN_LIFETIME = Duration.ofSeconds(2);

    private final Map<TlsSimulator, GraphSimulator> started = new EnumMap<>(TlsSimulator.class);

    private IdentityPlatform platform;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String directory = System.getProperty(DIRECTORY);
        if (directory != null) {
            TestAuthority authority = TestAuthority.in(Path.of(directory));
            platform =
                    IdentityPlatform.start(authority.server(Certificate.GOOD)).tokenLifetime(ACCESS_TOKEN_LIFETIME);
            for (TlsSimulator kind : TlsSimulator.values()) {
                GraphSimulator simulator = builder(kind, authority).start();
                started.put(kind, simulator);
                System.setProperty(kind.key(), simulator.graphUrl().replace("/v1.0", ""));
            }
        }
    }

    private GraphSimulatorBuilder builder(TlsSimulator kind, TestAuthority authority) {
        GraphSimulatorBuilder builder = GraphSimulator.builder();
        return switch (kind) {
            case GOOD ->
                builder.graphTls(authority.server(Certificate.GOOD)).socketTls(authority.server(Certificate.GOOD));
            case OTHER_HOST_GRAPH -> builder.graphTls(authority.server(Certificate.OTHER_HOST));
            case OTHER_HOST -> builder.socketTls(authority.server(Certificate.OTHER_HOST));
            case EXPIRED -> builder.socketTls(authority.server(Certificate.EXPIRED));
            case SELF_SIGNED -> builder.socketTls(authority.server(Certificate.SELF_SIGNED));
            case IDENTITY_PLATFORM -> builder.signIn(platform);
        };
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        started.forEach((kind, simulator) -> {
            System.clearProperty(kind.key());
            simulator.close();
        });
        if (platform != null) {
            platform.close();
        }
    }
}
