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
    private static final long MEMORY = 120 * SECOND;

    /** A subscription with its end. */
    record IssuedSubscription(long number, long endsAt) {}

    /** A client of the namespace, as kept by a server that supports recovery. */
    final class NamespaceClient {

        private final int id;
        private boolean gone;

        /** Starts only after the disconnect. */
        private long forgottenAt;

        private NamespaceClient(int id) {
            this.id = id;
        }

        void end(boolean recoverable) {
            forgottenAt = timeline.nanos() + MEMORY;
            gone |= !recoverable;
        }

        private boolean recoverable() {
            return recovers && !gone && timeline.nanos() < forgottenAt;
        }
    }

    /** Failure rate of requests and connections. */
    enum FailureRate {
        NEVER(0),
        SOMETIMES(0.15),
        ALWAYS(1);

        private final double failing;

        FailureRate(double failing) {
            this.failing = failing;
        }
    }

    private final VirtualClock timeline;
    private final SimulatedExecutors workers;
    private final SplittableRandom random;
    private final boolean old;
    private final boolean recovers;
    private final boolean answersPings;

    /** A server that stops sending when a subscription ends, without leaving or closing. */
    private final boolean silentAtExpiry;

    /**
     * A server that supports recovery does not keep events that require an acknowledgement; a client cannot detect missing
     * ones.
     */
    private final boolean acks;

    private final List<IssuedSubscription> grants = new ArrayList<>();
    private final List<NamespaceClient> members = new ArrayList<>();
    private final List<SimulatedConnection> links = new ArrayList<>();
    private final List<String> emitted = new ArrayList<>();
    /** Created once, as creation takes most of the time. */
    private final IOException closed = new IOException("the vault is closed");

    private final IOException refused = new IOException("refused");
    private FailureRate failureRate = FailureRate.NEVER;
    private Duration lastRetryAfter = Duration.ZERO;

    SimulatedService(VirtualClock timeline, SimulatedExecutors workers, SplittableRandom random) {
        this.timeline = timeline;
        this.workers = workers;
        this.random = random;
        this.old = random.nextInt(4) == 0;
        this.recovers = !old && random.nextInt(3) == 0;
        this.answersPings = random.nextInt(10) > 0;
        this.acks = random.nextInt(4) == 0;
        this.silentAtExpiry = random.nextInt(3) == 0;
    }

    VirtualClock timeline() {
        return timeline;
    }

    boolean old() {
        return old;
    }

    boolean recovers() {
        return recovers;
    }

    boolean answersPings() {
        return answersPings;
    }

    void failureRate(FailureRate next) {
        failureRate = next;
    }

    private boolean fails() {
        return random.nextDouble() < failureRate.failing;
    }

    // requests of the client

    @Override
    public AccessToken token(String account) throws IOException {
        if (fails()) {
            workers.asks(mostly(SECOND));
            throw closed;
        }
        workers.asks(mostly(50 * MILLISECOND));
        return new AccessToken("t");
    }

    @Override
    public void rejected(String account, AccessToken token) {}

    @Override
    public SubscriptionResult subscribe(DriveTarget target, AccessToken token) {
        workers.asks(mostly(200 * MILLISECOND));
        if (fails()) {
            ErrorCode[] all = Stream.of(ErrorCode.values())
                    .filter(code -> code.code().startsWith("DRC2"))
                    .toArray(ErrorCode[]::new);
            Optional<Duration> retryAfter =
                    random.nextBoolean() ? Optional.of(Duration.ofSeconds(random.nextInt(-5, 4000))) : Optional.empty();
            lastRetryAfter = retryAfter.orElse(Duration.ZERO);
            return new GraphFailure(all[random.nextInt(all.length)], "failed by the simulation", retryAfter);
        }
        long life = random.nextInt(10) == 0 ? random.nextInt(10, 600) : random.nextInt(1200, 86_400);
        grants.add(new IssuedSubscription(grants.size(), timeline.nanos() + life * SECOND));
        String url = "https://one.svc.ms/notifications?grant=" + (grants.size() - 1);
        return new Subscription("id", url, Duration.ofSeconds(life));
    }

    @Override
    public void open(URI uri, WebSocketListener listener) throws IOException {
        if (fails()) {
            workers.asks(mostly(SECOND));
            throw refused;
        }
        String query = uri.getQuery();
        int number =
                Integer.parseInt(query.substring(query.indexOf("grant=") + 6).split("&", 2)[0]);
        long latency = random.nextInt(20) == 0
                ? random.nextInt(1000, MAX_LATENCY) * MILLISECOND
                : random.nextInt(1, 100) * MILLISECOND;
        SimulatedConnection link = new SimulatedConnection(this, listener, grants.get(number), latency, pingInterval());
        timeline.after(mostly(100 * MILLISECOND), () -> {
            links.add(link);
            if (!fails()) {
                link.greet();
            }
            link.open();
        });
    }

    /** Ping interval in milliseconds. Rarely the usual one, as simulating a month of pings is slow. */
    private long pingInterval() {
        return random.nextInt(400) == 0 ? 25_000 : random.nextLong(900_000, 7_200_000);
    }

    /** Usually below the normal time, occasionally far above. */
    private long mostly(long usual) {
        return failureRate != FailureRate.NEVER && random.nextInt(20) == 0
                ? random.nextLong(600 * SECOND)
                : random.nextLong(MILLISECOND, usual);
    }

    /** Handles a client's CONNECT. */
    void connect(SimulatedConnection link, String payload) {
        if (fails()) {
            if (random.nextBoolean()) {
                link.sendFrame("44/notifications,{\"message\":\"Invalid namespace\"}");
            }
            return;
        }
        if (link.grant().endsAt() + 5 * SECOND < timeline.nanos()) {
            link.sendFrame("44/notifications,{\"message\":\"expired\"}");
            return;
        }
        if (old) {
            join(link, new NamespaceClient(-1), "40/notifications,");
            return;
        }
        Optional<NamespaceClient> recovered = recovered(payload);
        NamespaceClient member = recovered.orElseGet(this::newMember);
        recovered.ifPresent(one -> replay(link, payload));
        join(
                link,
                member,
                "40/notifications,{\"sid\":\"s" + member.id + "\"" + (recovers ? ",\"pid\":\"p" + member.id + "\"" : "")
                        + "}");
    }

    private void join(SimulatedConnection link, NamespaceClient member, String answer) {
        member.forgottenAt = 0;
        link.join(member);
        link.sendFrame(answer);
    }

    private NamespaceClient newMember() {
        NamespaceClient member = new NamespaceClient(members.size());
        members.add(member);
        return member;
    }

    private Optional<NamespaceClient> recovered(String payload) {
        if (!recovers || !payload.contains("\"pid\":\"p")) {
            return Optional.empty();
        }
        NamespaceClient member = members.get(Integer.parseInt(between(payload, "\"pid\":\"p", "\"")));
        return Optional.of(member).filter(NamespaceClient::recoverable);
    }

    private void replay(SimulatedConnection link, String payload) {
        int last = Integer.parseInt(between(payload, "\"offset\":\"o", "\""));
        emitted.subList(last + 1, emitted.size()).stream()
                .filter(frame -> !frame.isEmpty())
                .forEach(link::sendFrame);
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
        boolean wantsAck = acks && (recovers || random.nextBoolean());
        String argument = readable ? "{\\\"value\\\":[{\\\"resource\\\":\\\"" + number + "\\\"}]}" : "no json";
        String offset = recovers && !wantsAck ? ",\"o" + number + "\"" : "";
        String frame =
                "42/notifications," + (wantsAck ? "7" : "") + "[\"notification\",\"" + argument + "\"" + offset + "]";
        emitted.add(wantsAck ? "" : frame);
        int sent = 0;
        for (SimulatedConnection link : List.copyOf(links)) {
            if (link.joined() && !mute(link)) {
                link.sendFrame(frame);
                sent++;
            }
        }
        return sent;
    }

    private boolean mute(SimulatedConnection link) {
        return silentAtExpiry && link.grant().endsAt() <= timeline.nanos();
    }

    void toEach(Consumer<SimulatedConnection> does) {
        List.copyOf(links).forEach(does);
    }

    /** Disconnects clients whose subscription has ended. */
    void throwOutExpired() {
        toEach(link -> {
            if (!silentAtExpiry && link.grant().endsAt() + 10 * SECOND < timeline.nanos()) {
                link.disconnect();
            }
        });
    }

    void ended(SimulatedConnection link) {
        links.remove(link);
    }

    /** Last Retry-After of Graph, capped at an hour as in the client. */
    Duration retryAfter() {
        Duration hour = Duration.ofHours(1);
        return lastRetryAfter.compareTo(hour) > 0 ? hour : lastRetryAfter;
    }

    /** Number of open connections from the view of the client. */
    int open() {
        int open = 0;
        for (SimulatedConnection link : links) {
            open += link.clientOpen() ? 1 : 0;
        }
        return open;
    }
}
