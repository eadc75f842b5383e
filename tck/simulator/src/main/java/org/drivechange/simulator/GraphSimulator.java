// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.drivechange.simulator.internal.graph.TargetPath.checked;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.drivechange.simulator.internal.SimulatorConfig;
import org.drivechange.simulator.internal.cli.SimulatorCli;
import org.drivechange.simulator.internal.control.ControlCall;
import org.drivechange.simulator.internal.control.ControlCalls;
import org.drivechange.simulator.internal.control.ControlHandler;
import org.drivechange.simulator.internal.control.DeltaCalls;
import org.drivechange.simulator.internal.control.DriveCalls;
import org.drivechange.simulator.internal.control.SignInCalls;
import org.drivechange.simulator.internal.control.SimulatorState;
import org.drivechange.simulator.internal.delta.DeltaResource;
import org.drivechange.simulator.internal.delta.DriveResource;
import org.drivechange.simulator.internal.delta.Drives;
import org.drivechange.simulator.internal.drive.ChangeNotifier;
import org.drivechange.simulator.internal.graph.GraphEndpoint;
import org.drivechange.simulator.internal.graph.GraphResource;
import org.drivechange.simulator.internal.graph.NotificationSender;
import org.drivechange.simulator.internal.graph.NotificationText;
import org.drivechange.simulator.internal.graph.RequestLog;
import org.drivechange.simulator.internal.graph.ScriptedResponses;
import org.drivechange.simulator.internal.graph.SubscriptionResource;
import org.drivechange.simulator.internal.network.FreezeSwitch;
import org.drivechange.simulator.internal.network.HttpListener;
import org.drivechange.simulator.internal.page.SimulatorPage;
import org.drivechange.simulator.internal.socketio.SocketIoListener;

/**
 * Simulator of Microsoft Graph's subscriptions and drives with a real Socket.IO server, both on the loopback interface.
 *
 * <p>Target paths are in decoded form, {@code /drives/b!x/root} for example; any other text causes an
 * {@link IllegalArgumentException}. All methods are thread-safe. A session counts as joined from the answer to its
 * CONNECT until it is dropped (including {@link DropMode#SILENCE}) or its WebSocket ends.
 */
public final class GraphSimulator implements AutoCloseable {

    private final ScriptedResponses scriptedResponses = new ScriptedResponses();

    private final RequestLog requestLog = new RequestLog();

    private final Queue<String> notes = new ConcurrentLinkedQueue<>();

    private final FreezeSwitch freezeSwitch = new FreezeSwitch();

    private final SocketIoListener sockets;

    private final NotificationSender notifications;

    private final HttpListener http;

    private final GraphEndpoint graph;

    private final ChangeNotifier notifier = new ChangeNotifier();

    private final Drives drives;

    private GraphSimulator(SimulatorConfig config) {
        http = new HttpListener(config.graphPort(), config.graphTls());
        sockets = new SocketIoListener(config, freezeSwitch);
        notifications = new NotificationSender(sockets);
        drives = new Drives(sockets::targets, this::emit, notifier);
        graph = new GraphEndpoint(config, resources(), requestLog, freezeSwitch);
        http.serve("/", new SimulatorPage(graph));
        http.serve("/control", new ControlHandler(this::controlUrl, calls(config.signIn())));
    }

    /**
     * Runs the simulator as a program until it is stopped; {@code --help} lists the options. The exit code is 2 for an
     * invalid option and 1 when a port is in use.
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
    public static GraphSimulatorBuilder builder() {
        return new GraphSimulatorBuilder();
    }

    static GraphSimulator started(SimulatorConfig config) {
        GraphSimulator simulator = new GraphSimulator(config);
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
     * Returns the address of a web page that shows and changes drives.
     *
     * @return {@code http://localhost:PORT/}; {@code https:} if Graph uses TLS
     */
    public String pageUrl() {
        return http.url("/");
    }

    /**
     * Sets the tokens that Graph accepts from now on; any other token is answered 401.
     *
     * @param accepted the predicate of accepted tokens, such as {@link IdentityPlatform#accepts}; called from any thread,
     *     with non-blank text
     */
    public void acceptTokens(Predicate<String> accepted) {
        graph.acceptTokens(Objects.requireNonNull(accepted, "accepted"));
    }

    /**
     * Returns the drive of a target, which is created on first use. The targets {@code /drives/{id}/root} and
     * {@code /drives/{id}/list} have the same drive, as has another target whose drive has this id. Drives begin empty.
     *
     * @param targetPath the target
     * @return the drive, never null
     * @throws IllegalArgumentException also when the target names the former id of a replaced drive
     */
    public SimulatedDrive drive(String targetPath) {
        return drives.find(checked(targetPath))
                .map(SimulatedDrive::new)
                .orElseThrow(() -> new IllegalArgumentException("The drive of " + targetPath + " was replaced."));
    }

    /**
     * Sends one notification, as the real service does, to each joined session of the target.
     *
     * @param targetPath the target
     * @return the number of sessions it was sent to
     */
    public int emit(String targetPath) {
        return notifications.emit(checked(targetPath), NotificationText::text);
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
        return notifications.emit(checked(targetPath), grant -> json);
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
        return notifications.emitWithAck(checked(targetPath));
    }

    /**
     * Returns the number of acks received.
     *
     * @param targetPath the target
     * @return the number since the start
     */
    public long acks(String targetPath) {
        return notifications.acks(checked(targetPath));
    }

    /**
     * Ends the joined sessions of the target.
     *
     * @param targetPath the target
     * @param mode the way in which they end
     * @return the number of sessions ended
     */
    public int drop(String targetPath, DropMode mode) {
        Objects.requireNonNull(mode, "mode");
        return sockets.drop(checked(targetPath), mode);
    }

    /**
     * Refuses the next WebSocket upgrades with HTTP 503.
     *
     * @param count the number; 0 to stop refusing, {@code Integer.MAX_VALUE} for all until then
     */
    public void refuseUpgrades(int count) {
        sockets.refusals().set(count);
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
     * Answers the next subscription requests, of any target, with these responses instead of the normal ones.
     *
     * @param responses the responses, one per request, in order; appended to those pending
     */
    public void script(ScriptedResponse... responses) {
        scriptedResponses.add(List.of(responses));
    }

    /**
     * Answers the next subscription requests of a target with these responses, which precede those for any target.
     *
     * @param targetPath the target
     * @param responses the responses, one per request, in order; appended to those pending
     */
    public void script(String targetPath, ScriptedResponse... responses) {
        scriptedResponses.add(checked(targetPath), List.of(responses));
    }

    /**
     * Answers all subscription requests of a target with this response unless another one is scripted.
     *
     * @param targetPath the target
     * @param response the response; null to restore normal responses
     */
    public void always(String targetPath, ScriptedResponse response) {
        scriptedResponses.always(checked(targetPath), response);
    }

    /**
     * Sets the options of the target's subscriptions from now on; existing subscriptions are not changed.
     *
     * @param targetPath the target
     * @param options the options
     */
    public void subscriptions(String targetPath, SubscriptionOptions options) {
        sockets.options(checked(targetPath), Objects.requireNonNull(options, "options"));
    }

    /**
     * Returns the options of the target's subscriptions.
     *
     * @param targetPath the target
     * @return the options, never null
     */
    public SubscriptionOptions subscriptions(String targetPath) {
        return sockets.options(checked(targetPath));
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

    /** Freezes both listeners: they accept connections and requests but send nothing. The control API continues. */
    public void freeze() {
        freezeSwitch.freeze();
    }

    /** Unfreezes both listeners, which then process everything received while frozen. */
    public void thaw() {
        freezeSwitch.thaw();
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
        return requestLog.all();
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
        notifier.stop();
        http.stop();
        sockets.stop();
    }

    int socketPort() {
        return sockets.port();
    }

    void routeThrough(String target, int port) {
        sockets.routeThrough(target, port);
    }

    private List<GraphResource> resources() {
        String scheme = URI.create(http.url("/")).getScheme();
        return List.of(
                new SubscriptionResource(scriptedResponses, sockets),
                new DriveResource(drives),
                new DeltaResource(drives, scheme));
    }

    private List<ControlCall> calls(Optional<IdentityPlatform> signIn) {
        List<ControlCall> calls = new ArrayList<>(new ControlCalls(this, this::state).all());
        calls.addAll(new DriveCalls(this).all());
        calls.addAll(new DeltaCalls(this).all());
        signIn.map(SignInCalls::new).map(SignInCalls::all).ifPresent(calls::addAll);
        return calls;
    }

    private SimulatorState state() {
        return SimulatorState.of(sockets, notifications, freezeSwitch);
    }
}
