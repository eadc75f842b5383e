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
 * A Microsoft Graph look-alike and a real Socket.IO server, both on the loopback interface.
 *
 * <p>Target paths are the decoded form, {@code /drives/b!x/root} for example; any other text is an
 * {@link IllegalArgumentException}. All methods may be called from any thread. A session counts as joined from the answer
 * to its CONNECT until it is dropped, also in silence, or its WebSocket ends.
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
     * Runs the simulator as a program, until it is killed; {@code --help} lists its options. The exit code is 2 when an
     * option is wrong, 1 when a port is taken.
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
     * Starts with all defaults, on random ports.
     *
     * @return the running simulator, never null
     */
    public static GraphSimulator start() {
        return builder().start();
    }

    /**
     * Starts otherwise than with all defaults.
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
        } catch (RuntimeException | Error failed) {
            simulator.close();
            throw failed;
        }
    }

    /**
     * What stands in for {@code https://graph.microsoft.com/v1.0}; {@code /beta} is served too.
     *
     * @return {@code http://localhost:PORT/v1.0}; {@code https:} where Graph speaks TLS
     */
    public String graphUrl() {
        return http.url("/v1.0");
    }

    /**
     * Where the control API is; a GET lists its calls.
     *
     * @return {@code http://localhost:PORT/control}; {@code https:} where Graph speaks TLS
     */
    public String controlUrl() {
        return http.url("/control");
    }

    /**
     * From now on Graph answers 401 to any other token.
     *
     * @param good which tokens it accepts, such as {@link IdentityPlatform#accepts}; called from any thread, with a text
     *     that is not blank
     */
    public void acceptTokens(Predicate<String> good) {
        graph.acceptTokens(Objects.requireNonNull(good, "good"));
    }

    /**
     * Sends one notification as the real service does to each joined session of the target.
     *
     * @param targetPath the target
     * @return how many sessions it was sent to
     */
    public int emit(String targetPath) {
        return emitter.emit(checked(targetPath), NotificationText::text);
    }

    /**
     * Sends one notification with this text to each joined session of the target.
     *
     * @param targetPath the target
     * @param json what the event's argument holds, a string with JSON inside; it is sent as it stands, well-formed or not
     * @return how many sessions it was sent to
     */
    public int emit(String targetPath, String json) {
        Objects.requireNonNull(json, "json");
        return emitter.emit(checked(targetPath), grant -> json);
    }

    /**
     * Writes a text frame as it stands, malformed packets too.
     *
     * @param targetPath the target
     * @param text the whole frame
     * @return how many sessions it was sent to
     */
    public int emitFrame(String targetPath, String text) {
        Objects.requireNonNull(text, "text");
        return sockets.write(checked(targetPath), () -> new TextWebSocketFrame(text));
    }

    /**
     * Writes a binary frame as it stands.
     *
     * @param targetPath the target
     * @param data the whole frame
     * @return how many sessions it was sent to
     */
    public int emitBinaryFrame(String targetPath, byte[] data) {
        byte[] copy = data.clone();
        return sockets.write(checked(targetPath), () -> new BinaryWebSocketFrame(Unpooled.wrappedBuffer(copy)));
    }

    /**
     * Puts bytes onto the connection as they stand, where WebSocket's frames are expected: fragments without an end, text
     * that is no text. Waits until they have left, so that a client that reads slowly slows this down.
     *
     * @param targetPath the target
     * @param bytes any number of frames, whole or not
     * @return how many sessions took all of them; one that ends meanwhile does not count
     */
    public int emitBytes(String targetPath, byte[] bytes) {
        return emitBytes(targetPath, bytes, 1);
    }

    /**
     * Does the same so many times, as fast as the client reads.
     *
     * @param targetPath the target
     * @param bytes any number of frames, whole or not
     * @param times how often they are sent
     * @return how many sessions took all of them; one that ends meanwhile does not count
     */
    public int emitBytes(String targetPath, byte[] bytes, int times) {
        return sockets.send(checked(targetPath), bytes.clone(), times);
    }

    /**
     * As {@link #emit(String)}, and asks for an ack.
     *
     * @param targetPath the target
     * @return how many sessions it was sent to
     */
    public int emitWithAck(String targetPath) {
        return emitter.emitWithAck(checked(targetPath));
    }

    /**
     * How many acks have come back.
     *
     * @param targetPath the target
     * @return the number since the start
     */
    public long acks(String targetPath) {
        return emitter.acks(checked(targetPath));
    }

    /**
     * Ends the sessions of the target that are joined.
     *
     * @param targetPath the target
     * @param how in which way
     * @return how many sessions were ended
     */
    public int drop(String targetPath, Drop how) {
        Objects.requireNonNull(how, "how");
        return sockets.drop(checked(targetPath), how);
    }

    /**
     * Refuses the next WebSocket upgrades with HTTP 503.
     *
     * @param howMany the number; 0 for none any more, {@code Integer.MAX_VALUE} for all until then
     */
    public void refuseUpgrades(int howMany) {
        sockets.refusals().set(howMany);
    }

    /**
     * What a server does when the subscription of a session expires that joins from now on.
     *
     * @param on true to send nothing more and to keep the connection, false to send a DISCONNECT packet
     */
    public void silentExpiry(boolean on) {
        sockets.silentExpiry(on);
    }

    /**
     * Whether each session is dropped with a close frame as soon as it has joined.
     *
     * @param on true to drop from now on, false to stop
     */
    public void dropAfterJoin(boolean on) {
        sockets.dropAfterJoin(on);
    }

    /**
     * Answers the next Graph requests, of any target, with these replies instead of the normal ones.
     *
     * @param replies one for each request, in order; added to those that still wait
     */
    public void script(GraphReply... replies) {
        script.add(List.of(replies));
    }

    /**
     * Answers the next Graph requests of a target with these replies, which come before those for any target.
     *
     * @param targetPath the target
     * @param replies one for each request, in order; added to those that still wait
     */
    public void script(String targetPath, GraphReply... replies) {
        script.add(checked(targetPath), List.of(replies));
    }

    /**
     * Answers all Graph requests of a target with this reply where no other is scripted.
     *
     * @param targetPath the target
     * @param reply the reply; null for the normal answers again
     */
    public void always(String targetPath, GraphReply reply) {
        script.always(checked(targetPath), reply);
    }

    /**
     * The target's subscriptions are granted like this from now on, those that are answered already are not changed.
     *
     * @param targetPath the target
     * @param terms how
     */
    public void subscriptions(String targetPath, SubscriptionTerms terms) {
        sockets.terms(checked(targetPath), Objects.requireNonNull(terms, "terms"));
    }

    /**
     * How the target's subscriptions are granted.
     *
     * @param targetPath the target
     * @return the terms, never null
     */
    public SubscriptionTerms subscriptions(String targetPath) {
        return sockets.terms(checked(targetPath));
    }

    /**
     * The target's subscriptions end now: their sessions are dropped with a DISCONNECT packet, and their tokens are
     * refused from now on.
     *
     * @param targetPath the target
     */
    public void expire(String targetPath) {
        sockets.expire(checked(targetPath));
    }

    /** From now on both sides accept connections and requests and say nothing. The control API goes on. */
    public void freeze() {
        frost.freeze();
    }

    /** Both sides go on with what they received while frozen. */
    public void thaw() {
        frost.thaw();
        sockets.release();
    }

    /**
     * Keeps a note: what an application under test has to tell to those who test it from another process.
     *
     * @param text what it tells
     */
    public void note(String text) {
        notes.add(Objects.requireNonNull(text, "text"));
    }

    /**
     * The notes that were left.
     *
     * @return all of them in order, never null
     */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * How many sessions of the target are joined.
     *
     * @param targetPath the target
     * @return the number now
     */
    public int sessions(String targetPath) {
        return sockets.sessions(checked(targetPath));
    }

    /**
     * How many WebSockets are open, joined or not, silent ones too.
     *
     * @return the number now
     */
    public int openSockets() {
        return sockets.openSockets();
    }

    /**
     * The requests that the Graph side received.
     *
     * @return a copy, in order of arrival, never null
     */
    public List<GraphRequest> requests() {
        return log.all();
    }

    /**
     * The request lines that the Socket.IO side received, {@code GET /socket.io/?… HTTP/1.1}, byte for byte.
     *
     * @return a copy, in order of arrival, never null
     */
    public List<String> upgradeRequestLines() {
        return sockets.requestLines();
    }

    /** Ends all connections and both listeners; a second call does nothing. */
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

    /** What can be set before the start. Not thread-safe. */
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
         * The port of Graph and the control API.
         *
         * @param port 0, which is the default, for a random one
         * @return this
         */
        public Builder graphPort(int port) {
            graphPort = port("Graph", port);
            return this;
        }

        /**
         * The port of the Socket.IO server.
         *
         * @param port 0, which is the default, for a random one
         * @return this
         */
        public Builder socketPort(int port) {
            socketPort = port("Socket.IO", port);
            return this;
        }

        /**
         * How often a ping is due.
         *
         * @param interval 25 seconds unless told
         * @return this
         */
        public Builder pingInterval(Duration interval) {
            pingInterval = positive("ping interval", interval);
            return this;
        }

        /**
         * How long a ping's answer is waited for.
         *
         * @param timeout 20 seconds unless told
         * @return this
         */
        public Builder pingTimeout(Duration timeout) {
            pingTimeout = positive("ping timeout", timeout);
            return this;
        }

        /**
         * How long a subscription lives; its session is dropped with a DISCONNECT packet then.
         *
         * @param life one hour unless told
         * @return this
         */
        public Builder subscriptionLife(Duration life) {
            subscriptionLife = positive("subscription's life", life);
            return this;
        }

        /**
         * Which bearer tokens Graph accepts.
         *
         * @param tokens the only good ones; none, which is the default, for any that is not empty
         * @return this
         */
        public Builder acceptTokens(String... tokens) {
            Set<String> good = Set.of(tokens);
            acceptTokens = token -> good.isEmpty() || good.contains(token);
            return this;
        }

        /**
         * How a notificationUrl looks.
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
         * Graph and the control API speak TLS, and nothing else.
         *
         * @param server holds the server's key, such as {@link TestAuthority#server}
         * @return this
         */
        public Builder graphTls(SSLContext server) {
            graphTls = Optional.of(server);
            return this;
        }

        /**
         * The Socket.IO server speaks TLS, and nothing else.
         *
         * @param server holds the server's key, such as {@link TestAuthority#server}
         * @return this
         */
        public Builder socketTls(SSLContext server) {
            socketTls = Optional.of(server);
            return this;
        }

        /**
         * Graph accepts the access tokens of this platform only, and the control API rules it too.
         *
         * @param platform where an application signs in; it is not closed together with the simulator
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
