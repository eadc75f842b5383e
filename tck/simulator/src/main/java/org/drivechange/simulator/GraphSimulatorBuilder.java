// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.drivechange.simulator.internal.SimulatorConfig;

/** Builder of a {@link GraphSimulator}. Not thread-safe. */
public final class GraphSimulatorBuilder {

    private int graphPort;

    private int socketPort;

    private Duration pingInterval = Duration.ofSeconds(25);

    private Duration pingTimeout = Duration.ofSeconds(20);

    private Duration subscriptionLife = Duration.ofHours(1);

    private Predicate<String> acceptTokens = any -> true;

    private boolean callbackUrls;

    private Optional<SSLContext> graphTls = Optional.empty();

    private Optional<SSLContext> socketTls = Optional.empty();

    private Optional<IdentityPlatform> signIn = Optional.empty();

    GraphSimulatorBuilder() {}

    /**
     * Sets the port of Graph and the control API.
     *
     * @param port 0, the default, for a random port
     * @return this
     */
    public GraphSimulatorBuilder graphPort(int port) {
        graphPort = port("Graph", port);
        return this;
    }

    /**
     * Sets the port of the Socket.IO server.
     *
     * @param port 0, the default, for a random port
     * @return this
     */
    public GraphSimulatorBuilder socketPort(int port) {
        socketPort = port("Socket.IO", port);
        return this;
    }

    /**
     * Sets the ping interval.
     *
     * @param interval the interval; 25 seconds by default
     * @return this
     */
    public GraphSimulatorBuilder pingInterval(Duration interval) {
        pingInterval = positive("ping interval", interval);
        return this;
    }

    /**
     * Sets the ping timeout.
     *
     * @param timeout the timeout; 20 seconds by default
     * @return this
     */
    public GraphSimulatorBuilder pingTimeout(Duration timeout) {
        pingTimeout = positive("ping timeout", timeout);
        return this;
    }

    /**
     * Sets the lifetime of a subscription, after which its session is dropped with a DISCONNECT packet.
     *
     * @param life the lifetime; one hour by default
     * @return this
     */
    public GraphSimulatorBuilder subscriptionLife(Duration life) {
        subscriptionLife = positive("subscription lifetime", life);
        return this;
    }

    /**
     * Sets the bearer tokens that Graph accepts.
     *
     * @param tokens the accepted tokens; none, the default, to accept any non-empty token
     * @return this
     */
    public GraphSimulatorBuilder acceptTokens(String... tokens) {
        Set<String> accepted = Set.of(tokens);
        acceptTokens = token -> accepted.isEmpty() || accepted.contains(token);
        return this;
    }

    /**
     * Sets the form of the notificationUrl.
     *
     * @param on false, which is the default, for {@code /notifications?token=…&applicationId=…}; true for
     *     {@code /<random>/callback?snthgk=…}, whose namespace is {@code /<random>}
     * @return this
     */
    public GraphSimulatorBuilder callbackUrls(boolean on) {
        callbackUrls = on;
        return this;
    }

    /**
     * Restricts Graph and the control API to TLS.
     *
     * @param server the context with the server's key, such as {@link TestAuthority#server}
     * @return this
     */
    public GraphSimulatorBuilder graphTls(SSLContext server) {
        graphTls = Optional.of(server);
        return this;
    }

    /**
     * Restricts the Socket.IO server to TLS.
     *
     * @param server the context with the server's key, such as {@link TestAuthority#server}
     * @return this
     */
    public GraphSimulatorBuilder socketTls(SSLContext server) {
        socketTls = Optional.of(server);
        return this;
    }

    /**
     * Restricts Graph to access tokens of this platform and adds the platform to the control API.
     *
     * @param platform the identity platform; not closed together with the simulator
     * @return this
     */
    public GraphSimulatorBuilder signIn(IdentityPlatform platform) {
        signIn = Optional.of(platform);
        acceptTokens = platform::accepts;
        return this;
    }

    /**
     * Starts both listeners.
     *
     * @return the running simulator, never null
     * @throws java.io.UncheckedIOException when a port is in use
     */
    public GraphSimulator start() {
        return GraphSimulator.started(new SimulatorConfig(
                graphPort,
                socketPort,
                pingInterval,
                pingTimeout,
                subscriptionLife,
                acceptTokens,
                callbackUrls,
                graphTls,
                socketTls,
                signIn));
    }

    private static int port(String name, int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "Expected a " + name + " port of 0 (random) to 65535 but found " + port + ".");
        }
        return port;
    }

    private static Duration positive(String name, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(Duration.ofDays(20)) > 0) {
            throw new IllegalArgumentException(
                    "Expected a " + name + " of 1 ms to 20 days, such as PT25S, but found " + duration + ".");
        }
        return duration;
    }
}
