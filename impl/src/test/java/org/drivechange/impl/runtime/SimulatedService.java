// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.drivechange.DriveTarget;
import org.drivechange.impl.connection.WebSocketConnector;
import org.drivechange.impl.connection.WebSocketListener;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.SubscriptionClient;
import org.drivechange.impl.graph.SubscriptionResult;

/** Simulated token provider, Graph and notification service, with a changing failure rate. */
public final class SimulatedService implements AccessTokens, SubscriptionClient, WebSocketConnector {

    public static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1000 * MILLISECOND;

    /** Maximum latency of a connection, in milliseconds. */
    public static final int MAX_LATENCY = 20_000;

    /** Time for which a server that supports recovery keeps a connection. */
    private static final long RECOVERY_WINDOW = 120 * SECOND;

    /** A subscription with its end. */
    record IssuedSubscription(long number, long endsAt) {}

    /** A client of the namespace, as kept by a server that supports recovery. */
    final class NamespaceClient {

        private final int id;
        private boolean unrecoverable;

        /** Set by the disconnect; 0 while connected. */
        private long expiresAt;

        private NamespaceClient(int id) {
            this.id = id;
        }

        void end(boolean recoverable) {
            expiresAt = clock.nanos() + RECOVERY_WINDOW;
            unrecoverable |= !recoverable;
        }

        private boolean recoverable() {
            return supportsRecovery && !unrecoverable && clock.nanos() < expiresAt;
        }
    }

    /** Failure rate of requests and connections. */
    enum FailureRate {
        NEVER(0),
        SOMETIMES(0.15),
        ALWAYS(1);

        private final double probability;

        FailureRate(double probability) {
            this.probability = probability;
        }
    }

    private final VirtualClock clock;
    private final SimulatedExecutors executors;
    private final SplittableRandom random;
    private final boolean revision3;
    private final boolean supportsRecovery;
    private final boolean answersPings;

    /** A server that stops sending when a subscription ends, without leaving or closing. */
    private final boolean silentAtExpiry;

    /**
     * A server that supports recovery does not keep events that require an acknowledgement; a client cannot detect missing
     * ones.
     */
    private final boolean requestsAcks;

    private final List<IssuedSubscription> subscriptions = new ArrayList<>();
    private final List<NamespaceClient> clients = new ArrayList<>();
    private final List<SimulatedConnection> connections = new ArrayList<>();
    private final List<String> emitted = new ArrayList<>();
    /** Created once, as creation takes most of the time. */
    private final IOException tokenUnavailable = new IOException("no token");

    private final IOException refused = new IOException("refused");
    private FailureRate failureRate = FailureRate.NEVER;
    private Duration lastRetryAfter = Duration.ZERO;

    SimulatedService(VirtualClock clock, SimulatedExecutors executors, SplittableRandom random) {
        this.clock = clock;
        this.executors = executors;
        this.random = random;
        this.revision3 = random.nextInt(4) == 0;
        this.supportsRecovery = !revision3 && random.nextInt(3) == 0;
        this.answersPings = random.nextInt(10) > 0;
        this.requestsAcks = random.nextInt(4) == 0;
        this.silentAtExpiry = random.nextInt(3) == 0;
    }

    VirtualClock clock() {
        return clock;
    }

    boolean revision3() {
        return revision3;
    }

    boolean supportsRecovery() {
        return supportsRecovery;
    }

    boolean answersPings() {
        return answersPings;
    }

    void failureRate(FailureRate next) {
        failureRate = next;
    }

    private boolean fails() {
        return random.nextDouble() < failureRate.probability;
    }

    // requests of the client

    @Override
    public AccessToken token(String account) throws IOException {
        if (fails()) {
            executors.awaitAnswer(duration(SECOND));
            throw tokenUnavailable;
        }
        executors.awaitAnswer(duration(50 * MILLISECOND));
        return new AccessToken("t");
    }

    @Override
    public void rejected(String account, AccessToken token) {}

    @Override
    public SubscriptionResult subscribe(DriveTarget target, AccessToken token) {
        executors.awaitAnswer(duration(200 * MILLISECOND));
        if (fails()) {
            ErrorCode[] all = Stream.of(ErrorCode.values())
                    .filter(code -> code.code().startsWith("DRC2"))
                    .toArray(ErrorCode[]::new);
            Optional<Duration> retryAfter =
                    random.nextBoolean() ? Optional.of(Duration.ofSeconds(random.nextInt(-5, 4000))) : Optional.empty();
            lastRetryAfter = retryAfter.orElse(Duration.ZERO);
            return new GraphFailure(all[random.nextInt(all.length)], "failed by the simulation", retryAfter);
        }
        long lifetime = random.nextInt(10) == 0 ? random.nextInt(10, 600) : random.nextInt(1200, 86_400);
        subscriptions.add(new IssuedSubscription(subscriptions.size(), clock.nanos() + lifetime * SECOND));
        String url = "https://one.svc.ms/notifications?grant=" + (subscriptions.size() - 1);
        return new Subscription("id", url, Duration.ofSeconds(lifetime));
    }

    @Override
    public void open(URI uri, WebSocketListener listener) throws IOException {
        if (fails()) {
            executors.awaitAnswer(duration(SECOND));
            throw refused;
        }
        String query = uri.getQuery();
        int number =
                Integer.parseInt(query.substring(query.indexOf("grant=") + 6).split("&", 2)[0]);
        long latency = random.nextInt(20) == 0
                ? random.nextInt(1000, MAX_LATENCY) * MILLISECOND
                : random.nextInt(1, 100) * MILLISECOND;
        SimulatedConnection connection =
                new SimulatedConnection(this, listener, subscriptions.get(number), latency, pingInterval());
        clock.after(duration(100 * MILLISECOND), () -> {
            connections.add(connection);
            if (!fails()) {
                connection.sendHandshake();
            }
            connection.open();
        });
    }

    /** Ping interval in milliseconds. Rarely the usual one, as simulating a month of pings is slow. */
    private long pingInterval() {
        return random.nextInt(400) == 0 ? 25_000 : random.nextLong(900_000, 7_200_000);
    }

    /** Returns a random duration up to the maximum; while requests may fail, occasionally up to ten minutes. */
    private long duration(long maximum) {
        return failureRate != FailureRate.NEVER && random.nextInt(20) == 0
                ? random.nextLong(600 * SECOND)
                : random.nextLong(MILLISECOND, maximum);
    }

    /** Handles a client's CONNECT. */
    void connect(SimulatedConnection connection, String payload) {
        if (fails()) {
            if (random.nextBoolean()) {
                connection.sendFrame("44/notifications,{\"message\":\"Invalid namespace\"}");
            }
            return;
        }
        if (connection.subscription().endsAt() + 5 * SECOND < clock.nanos()) {
            connection.sendFrame("44/notifications,{\"message\":\"expired\"}");
            return;
        }
        if (revision3) {
            join(connection, new NamespaceClient(-1), "40/notifications,");
            return;
        }
        Optional<NamespaceClient> recovered = recovered(payload);
        NamespaceClient client = recovered.orElseGet(this::newClient);
        recovered.ifPresent(any -> replay(connection, payload));
        join(
                connection,
                client,
                "40/notifications,{\"sid\":\"s" + client.id + "\""
                        + (supportsRecovery ? ",\"pid\":\"p" + client.id + "\"" : "") + "}");
    }

    private void join(SimulatedConnection connection, NamespaceClient client, String answer) {
        client.expiresAt = 0;
        connection.join(client);
        connection.sendFrame(answer);
    }

    private NamespaceClient newClient() {
        NamespaceClient client = new NamespaceClient(clients.size());
        clients.add(client);
        return client;
    }

    private Optional<NamespaceClient> recovered(String payload) {
        if (!supportsRecovery || !payload.contains("\"pid\":\"p")) {
            return Optional.empty();
        }
        NamespaceClient client = clients.get(Integer.parseInt(between(payload, "\"pid\":\"p", "\"")));
        return Optional.of(client).filter(NamespaceClient::recoverable);
    }

    private void replay(SimulatedConnection connection, String payload) {
        int last = Integer.parseInt(between(payload, "\"offset\":\"o", "\""));
        emitted.subList(last + 1, emitted.size()).stream()
                .filter(frame -> !frame.isEmpty())
                .forEach(connection::sendFrame);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    // actions of the service

    /**
     * Notifies all clients of the namespace of a change.
     *
     * @return number of clients
     */
    int emit(int number, boolean readable) {
        boolean requestsAck = requestsAcks && (supportsRecovery || random.nextBoolean());
        String argument = readable ? "{\\\"value\\\":[{\\\"resource\\\":\\\"" + number + "\\\"}]}" : "no json";
        String offset = supportsRecovery && !requestsAck ? ",\"o" + number + "\"" : "";
        String frame = "42/notifications," + (requestsAck ? "7" : "") + "[\"notification\",\"" + argument + "\""
                + offset + "]";
        emitted.add(requestsAck ? "" : frame);
        int sent = 0;
        for (SimulatedConnection connection : List.copyOf(connections)) {
            if (connection.joined() && !isSilent(connection)) {
                connection.sendFrame(frame);
                sent++;
            }
        }
        return sent;
    }

    private boolean isSilent(SimulatedConnection connection) {
        return silentAtExpiry && connection.subscription().endsAt() <= clock.nanos();
    }

    void forEachConnection(Consumer<SimulatedConnection> action) {
        List.copyOf(connections).forEach(action);
    }

    /** Disconnects clients whose subscription has ended. */
    void disconnectExpired() {
        forEachConnection(connection -> {
            if (!silentAtExpiry && connection.subscription().endsAt() + 10 * SECOND < clock.nanos()) {
                connection.disconnect();
            }
        });
    }

    void remove(SimulatedConnection connection) {
        connections.remove(connection);
    }

    /** Last Retry-After of Graph, capped at an hour as in the client. */
    Duration retryAfter() {
        Duration hour = Duration.ofHours(1);
        return lastRetryAfter.compareTo(hour) > 0 ? hour : lastRetryAfter;
    }

    /** Number of open connections from the view of the client. */
    int open() {
        int open = 0;
        for (SimulatedConnection connection : connections) {
            open += connection.clientOpen() ? 1 : 0;
        }
        return open;
    }
}
