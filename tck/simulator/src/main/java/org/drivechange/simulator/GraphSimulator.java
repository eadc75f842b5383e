// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.drivechange.simulator.internal.graph.TargetPath.checked;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.drivechange.simulator.internal.SimulatorConfig;
import org.drivechange.simulator.internal.cli.SimulatorCli;
import org.drivechange.simulator.internal.control.ControlCall;
import org.drivechange.simulator.internal.control.ControlCalls;
import org.drivechange.simulator.internal.control.ControlHandler;
import org.drivechange.simulator.internal.control.SignInCalls;
import org.drivechange.simulator.internal.control.SimulatorState;
import org.drivechange.simulator.internal.graph.GraphEndpoint;
import org.drivechange.simulator.internal.graph.NotificationSender;
import org.drivechange.simulator.internal.graph.NotificationText;
import org.drivechange.simulator.internal.graph.RequestLog;
import org.drivechange.simulator.internal.graph.ScriptedReplies;
import org.drivechange.simulator.internal.network.FreezeSwitch;
import org.drivechange.simulator.internal.network.HttpListener;
import org.drivechange.simulator.internal.socketio.SocketIoListener;

/**
 * Simulator of Microsoft Graph's subscription endpoint with a real Socket.IO server, both on the loopback interface.
 *
 * <p>Target paths are in decoded form, {@code /drives/b!x/root} for example; any other text causes an
 * {@link IllegalArgumentException}. All methods are thread-safe. A session counts as joined from the answer to its
 * CONNECT until it is dropped (including {@link Drop#SILENCE}) or its WebSocket ends.
 */
public final class GraphSimulator implements AutoCloseable {

    private final ScriptedReplies script = new ScriptedReplies();

    private final RequestLog log = new RequestLog();

    private final Queue<String> notes = new ConcurrentLinkedQueue<>();

    private final FreezeSwitch frost = new FreezeSwitch();

    private final SocketIoListener sockets;

    private final NotificationSender emitter;

    private final HttpListener http;

    private final GraphEndpoint graph;

    private GraphSimulator(SimulatorConfig settings) {
        http = new HttpListener(settings.graphPort(), settings.graphTls());
        sockets = new SocketIoListener(settings, frost);
        emitter = new NotificationSender(sockets);
        graph = new GraphEndpoint(settings, script, log, frost, sockets);
        http.serve("/", graph);
        http.serve("/control", new ControlHandler(this::controlUrl, calls(settings.signIn())));
    }

    /**
     * Runs the simulator as a program until it is killed; {@code --help} lists the options. The exit code is 2 for an
     * invalid option and 1 when a port is taken.
     *
     * @param arguments the options
     */
    public static void main(String[] arguments) {
        int exitCode = SimulatorCli.run(List.of(arguments), System.out, System.err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /**
     * Starts a simulator with all defaults, on random ports.
     *
     * @return the running simulator, never null
     */
    public static GraphSimulator start() {
        return builder().start();
    }

    /**
     * Creates a builder.
     *
     * @return a builder with all defaults, never null
     */
    public static Builder builder() {
        return new Builder();
    }

    private static GraphSimulator started(SimulatorConfig settings) {
        GraphSimulator simulator = new GraphSimulator(settings);
        try {
            simulator.sockets.start();
            simulator.http.start();
            return simulator;
        } catch (RuntimeException | Error e) {
            simulator.close();
            throw e;
        }
    }

    /**
     * Returns the replacement for {@code https://graph.microsoft.com/v1.0}; {@code /beta} is served too.
     *
     * @return {@code http://localhost:PORT/v1.0}; {@code https:} if Graph uses TLS
     */
    public String graphUrl() {
        return http.url("/v1.0");
    }

    /**
     * Returns the URL of the control API; a GET lists its calls.
     *
     * @return {@code http://localhost:PORT/control}; {@code https:} if Graph uses TLS
     */
    public String controlUrl() {
        return http.url("/control");
    }

    /**
     * Sets the tokens that Graph accepts from now on; any other token is answered 401.
     *
     * @param good the predicate of accepted tokens, such as {@link IdentityPlatform#accepts}; called from any thread,
     *     with non-blank text
     */
    public void acceptTokens(Predicate<String> good) {
        graph.acceptTokens(Objects.requireNonNull(good, "good"));
    }

    /**
     * Sends one notification, as the real service does, to each joined session of the target.
     *
     * @param targetPath the target
     * @return the number of sessions it was sent to
     */
    public int emit(String targetPath) {
        return emitter.emit(checked(targetPath), NotificationText::text);
    }

    /**
     * Sends one notification with this text to each joined session of the target.
     *
     * @param targetPath the target
     * @param json the event's argument, a string that contains JSON; sent unchanged, well-formed or not
     * @return the number of sessions it was sent to
     */
    public int emit(String targetPath, String json) {
        Objects.requireNonNull(json, "json");
        return emitter.emit(checked(targetPath), grant -> json);
    }

    /**
     * Writes a text frame unchanged; malformed packets are allowed.
     *
     * @param targetPath the target
     * @param text the whole frame
     * @return the number of sessions it was sent to
     */
    public int emitFrame(String targetPath, String text) {
        Objects.requireNonNull(text, "text");
        return sockets.write(checked(targetPath), () -> new TextWebSocketFrame(text));
    }

    /**
     * Writes a binary frame unchanged.
     *
     * @param targetPath the target
     * @param data the whole frame
     * @return the number of sessions it was sent to
     */
    public int emitBinaryFrame(String targetPath, byte[] data) {
        byte[] copy = data.clone();
        return sockets.write(checked(targetPath), () -> new BinaryWebSocketFrame(Unpooled.wrappedBuffer(copy)));
    }

    /**
     * Writes raw bytes where WebSocket frames are expected, unfinished fragments or invalid UTF-8 for example. Blocks
     * until the bytes are written; a slow reader therefore slows the caller down.
     *
     * @param targetPath the target
     * @param bytes any number of complete or incomplete frames
     * @return the number of sessions that took all bytes; sessions that end meanwhile are not counted
     */
    public int emitBytes(String targetPath, byte[] bytes) {
        return emitBytes(targetPath, bytes, 1);
    }

    /**
     * Writes raw bytes repeatedly, as fast as the client reads.
     *
     * @param targetPath the target
     * @param bytes any number of complete or incomplete frames
     * @param times the number of repetitions
     * @return the number of sessions that took all bytes; sessions that end meanwhile are not counted
     */
    public int emitBytes(String targetPath, byte[] bytes, int times) {
        return sockets.send(checked(targetPath), bytes.clone(), times);
    }

    /**
     * Sends a notification as {@link #emit(String)} does and requests an ack.
     *
     * @param targetPath the target
     * @return the number of sessions it was sent to
     */
    public int emitWithAck(String targetPath) {
        return emitter.emitWithAck(checked(targetPath));
    }

    /**
     * Returns the number of acks received.
     *
     * @param targetPath the target
     * @return the number since the start
     */
    public long acks(String targetPath) {
        return emitter.acks(checked(targetPath));
    }

    /**
     * Ends the joined sessions of the target.
     *
     * @param targetPath the target
     * @param how the way in which they end
     * @return the number of sessions ended
     */
    public int drop(String targetPath, Drop how) {
        Objects.requireNonNull(how, "how");
        return sockets.drop(checked(targetPath), how);
    }

    /**
     * Refuses the next WebSocket upgrades with HTTP 503.
     *
     * @param howMany the number; 0 to stop refusing, {@code Integer.MAX_VALUE} for all until then
     */
    public void refuseUpgrades(int howMany) {
        sockets.refusals().set(howMany);
    }

    /**
     * Sets the behavior on subscription expiry, for sessions that join from now on.
     *
     * @param on true to stop sending and keep the connection, false to send a DISCONNECT packet
     */
    public void silentExpiry(boolean on) {
        sockets.silentExpiry(on);
    }

    /**
     * Sets whether each session is dropped with a close frame right after it has joined.
     *
     * @param on true to drop from now on, false to stop
     */
    public void dropAfterJoin(boolean on) {
        sockets.dropAfterJoin(on);
    }

    /**
     * Answers the next Graph requests, of any target, with these replies instead of the normal ones.
     *
     * @param replies the replies, one per request, in order; appended to those pending
     */
    public void script(GraphReply... replies) {
        script.add(List.of(replies));
    }

    /**
     * Answers the next Graph requests of a target with these replies, which precede those for any target.
     *
     * @param targetPath the target
     * @param replies the replies, one per request, in order; appended to those pending
     */
    public void script(String targetPath, GraphReply... replies) {
        script.add(checked(targetPath), List.of(replies));
    }

    /**
     * Answers all Graph requests of a target with this reply unless another one is scripted.
     *
     * @param targetPath the target
     * @param reply the reply; null to restore normal responses
     */
    public void always(String targetPath, GraphReply reply) {
        script.always(checked(targetPath), reply);
    }

    /**
     * Sets the terms of the target's subscriptions from now on; existing subscriptions are not changed.
     *
     * @param targetPath the target
     * @param terms the terms
     */
    public void subscriptions(String targetPath, SubscriptionTerms terms) {
        sockets.terms(checked(targetPath), Objects.requireNonNull(terms, "terms"));
    }

    /**
     * Returns the terms of the target's subscriptions.
     *
     * @param targetPath the target
     * @return the terms, never null
     */
    public SubscriptionTerms subscriptions(String targetPath) {
        return sockets.terms(checked(targetPath));
    }

    /**
     * Expires the target's subscriptions: drops their sessions with a DISCONNECT packet and refuses their tokens from
     * now on.
     *
     * @param targetPath the target
     */
    public void expire(String targetPath) {
        sockets.expire(checked(targetPath));
    }

    /** Freezes both listeners: they accept connections and requests but send nothing. The control API keeps working. */
    public void freeze() {
        frost.freeze();
    }

    /** Unfreezes both listeners, which then process everything received while frozen. */
    public void thaw() {
        frost.thaw();
        sockets.release();
    }

    /**
     * Stores a note, by which an application under test reports to a test in another process.
     *
     * @param text the note
     */
    public void note(String text) {
        notes.add(Objects.requireNonNull(text, "text"));
    }

    /**
     * Returns the stored notes.
     *
     * @return all of them in order, never null
     */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Returns the number of joined sessions of the target.
     *
     * @param targetPath the target
     * @return the number now
     */
    public int sessions(String targetPath) {
        return sockets.sessions(checked(targetPath));
    }

    /**
     * Returns the number of open WebSockets, joined or not, including silenced ones.
     *
     * @return the number now
     */
    public int openSockets() {
        return sockets.openSockets();
    }

    /**
     * Returns the requests received by the Graph endpoint.
     *
     * @return a copy, in order of arrival, never null
     */
    public List<GraphRequest> requests() {
        return log.all();
    }

    /**
     * Returns the request lines received by the Socket.IO listener, {@code GET /socket.io/?… HTTP/1.1}, byte for byte.
     *
     * @return a copy, in order of arrival, never null
     */
    public List<String> upgradeRequestLines() {
        return sockets.requestLines();
    }

    /** Closes all connections and both listeners; a second call has no effect. */
    @Override
    public void close() {
        http.stop();
        sockets.stop();
    }

    int socketPort() {
        return sockets.port();
    }

    void lead(String target, int port) {
        sockets.lead(target, port);
    }

    private List<ControlCall> calls(Optional<IdentityPlatform> signIn) {
        List<ControlCall> calls = new ArrayList<>(new ControlCalls(this, this::state).all());
        signIn.map(SignInCalls::new).map(SignInCalls::all).ifPresent(calls::addAll);
        return calls;
    }

    private SimulatorState state() {
        return SimulatorState.of(sockets, emitter, frost);
    }

    /** Builder of a simulator. Not thread-safe. */
    public static final class Builder {

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

        private Builder() {}

        /**
         * Sets the port of Graph and the control API.
         *
         * @param port 0, the default, for a random port
         * @return this
         */
        public Builder graphPort(int port) {
            graphPort = port("Graph", port);
            return this;
        }

        /**
         * Sets the port of the Socket.IO server.
         *
         * @param port 0, the default, for a random port
         * @return this
         */
        public Builder socketPort(int port) {
            socketPort = port("Socket.IO", port);
            return this;
        }

        /**
         * Sets the ping interval.
         *
         * @param interval the interval; 25 seconds by default
         * @return this
         */
        public Builder pingInterval(Duration interval) {
            pingInterval = positive("ping interval", interval);
            return this;
        }

        /**
         * Sets the ping timeout.
         *
         * @param timeout the timeout; 20 seconds by default
         * @return this
         */
        public Builder pingTimeout(Duration timeout) {
            pingTimeout = positive("ping timeout", timeout);
            return this;
        }

        /**
         * Sets the life of a subscription, after which its session is dropped with a DISCONNECT packet.
         *
         * @param life the life; one hour by default
         * @return this
         */
        public Builder subscriptionLife(Duration life) {
            subscriptionLife = positive("subscription's life", life);
            return this;
        }

        /**
         * Sets the bearer tokens that Graph accepts.
         *
         * @param tokens the accepted tokens; none, the default, to accept any non-empty token
         * @return this
         */
        public Builder acceptTokens(String... tokens) {
            Set<String> good = Set.of(tokens);
            acceptTokens = token -> good.isEmpty() || good.contains(token);
            return this;
        }

        /**
         * Sets the form of the notificationUrl.
         *
         * @param on false, which is the default, for {@code /notifications?token=…&applicationId=…}; true for
         *     {@code /<random>/callback?snthgk=…}, whose namespace is {@code /<random>}
         * @return this
         */
        public Builder callbackUrls(boolean on) {
            callbackUrls = on;
            return this;
        }

        /**
         * Restricts Graph and the control API to TLS.
         *
         * @param server the context with the server's key, such as {@link TestAuthority#server}
         * @return this
         */
        public Builder graphTls(SSLContext server) {
            graphTls = Optional.of(server);
            return this;
        }

        /**
         * Restricts the Socket.IO server to TLS.
         *
         * @param server the context with the server's key, such as {@link TestAuthority#server}
         * @return this
         */
        public Builder socketTls(SSLContext server) {
            socketTls = Optional.of(server);
            return this;
        }

        /**
         * Restricts Graph to access tokens of this platform and adds the platform to the control API.
         *
         * @param platform the identity platform; not closed together with the simulator
         * @return this
         */
        public Builder signIn(IdentityPlatform platform) {
            signIn = Optional.of(platform);
            acceptTokens = platform::accepts;
            return this;
        }

        /**
         * Starts both listeners.
         *
         * @return the running simulator, never null
         * @throws java.io.UncheckedIOException when a port is taken
         */
        public GraphSimulator start() {
            return started(new SimulatorConfig(
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

        private static int port(String which, int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("The " + which + " port is 0 (random) to 65535, not " + port + ".");
            }
            return port;
        }

        private static Duration positive(String what, Duration duration) {
            if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(Duration.ofDays(20)) > 0) {
                throw new IllegalArgumentException(
                        "The " + what + " is 1 ms to 20 days (PT25S is 25 seconds), not " + duration + ".");
            }
            return duration;
        }
    }
}
