// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIONamespace;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.SubscriptionOptions;
import org.drivechange.simulator.internal.SimulatorConfig;
import org.drivechange.simulator.internal.network.FreezeSwitch;
import org.drivechange.simulator.internal.network.TrafficGate;

/** Socket.IO listener and the operations on its connected clients. */
public final class SocketIoListener {

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private final Queue<String> requestLines = new ConcurrentLinkedQueue<>();

    private final ClientConnections clientConnections = new ClientConnections();

    private final UpgradeRefusals refusals = new UpgradeRefusals();

    private final SubscriptionGrants grants;

    private final SocketIoServer server;

    /** The ports of proxies, by target, that notificationUrls name instead of the listener's own. */
    private final Map<String, Integer> proxyPorts = new ConcurrentHashMap<>();

    private final String scheme;

    private volatile boolean dropAfterJoin;

    private volatile boolean silentExpiry;

    public SocketIoListener(SimulatorConfig config, FreezeSwitch freezeSwitch) {
        grants = new SubscriptionGrants(config);
        scheme = config.socketTls().isPresent() ? "https" : "http";
        ChannelPipelineInstaller pipeline = new ChannelPipelineInstaller(
                connections, config.socketTls(), freezeSwitch, requestLines::add, refusals, clientConnections, grants);
        server = new SocketIoServer(config, pipeline);
        server.namespace(SubscriptionGrants.NAMESPACE, this::listen);
    }

    public void start() {
        server.start();
    }

    public void stop() {
        server.stop();
    }

    public int port() {
        return server.port();
    }

    public SubscriptionGrant grant(String target) {
        SubscriptionGrant grant = grants.issue(target);
        server.namespace(grant.namespace(), this::listen);
        return grant;
    }

    public void options(String target, SubscriptionOptions options) {
        grants.options(target, options);
    }

    public SubscriptionOptions options(String target) {
        return grants.options(target);
    }

    public String notificationUrl(SubscriptionGrant grant) {
        return scheme + "://localhost:" + proxyPorts.getOrDefault(grant.target(), port()) + grant.pathAndQuery();
    }

    /** Makes the target's notificationUrls name this port, from which a proxy relays to the listener. */
    public void routeThrough(String target, int port) {
        proxyPorts.put(target, port);
    }

    /** Applies the action to each joined session of the target and returns their number. */
    public int each(String target, Consumer<JoinedSession> action) {
        List<JoinedSession> reached = new ArrayList<>();
        clientConnections.atomically(() -> {
            clientConnections
                    .joined(target)
                    .forEach(connection -> connection.session().ifPresent(reached::add));
            reached.forEach(action);
        });
        return reached.size();
    }

    /** Writes a frame unchanged to each joined session of the target and returns their number. */
    public int write(String target, Supplier<WebSocketFrame> frame) {
        List<ClientConnection> reached = new ArrayList<>();
        clientConnections.atomically(() -> {
            reached.addAll(clientConnections.joined(target));
            reached.forEach(connection -> connection.write(frame.get()));
        });
        return reached.size();
    }

    /**
     * Writes raw bytes repeatedly to each joined session of the target and returns the number of sessions that took all
     * of them.
     */
    public int send(String target, byte[] bytes, int times) {
        List<Future<?>> sent = clientConnections.joined(target).stream()
                .<Future<?>>map(connection -> connection.send(bytes, times))
                .toList();
        return (int) sent.stream()
                .filter(write -> write.awaitUninterruptibly().isSuccess())
                .count();
    }

    public int drop(String target, DropMode mode) {
        return (int) clientConnections.joined(target).stream()
                .filter(connection -> connection.drop(mode))
                .count();
    }

    public int expire(String target) {
        grants.expire(target);
        return drop(target, DropMode.DISCONNECT);
    }

    public void silentExpiry(boolean on) {
        silentExpiry = on;
    }

    public void dropAfterJoin(boolean on) {
        dropAfterJoin = on;
    }

    public boolean dropsAfterJoin() {
        return dropAfterJoin;
    }

    public UpgradeRefusals refusals() {
        return refusals;
    }

    public int sessions(String target) {
        return clientConnections.joined(target).size();
    }

    public Set<String> targets() {
        return clientConnections.targets();
    }

    public int openSockets() {
        return clientConnections.count();
    }

    public List<String> requestLines() {
        return List.copyOf(requestLines);
    }

    /** Releases the bytes held while frozen. */
    public void release() {
        connections.forEach(SocketIoListener::release);
    }

    private static void release(Channel connection) {
        connection
                .eventLoop()
                .execute(() -> Optional.ofNullable(connection.pipeline().get(TrafficGate.class))
                        .ifPresent(TrafficGate::release));
    }

    private void listen(SocketIONamespace namespace) {
        namespace.addConnectListener(this::onConnected);
        namespace.addDisconnectListener(
                client -> clientConnections.find(client.getSessionId()).ifPresent(ClientConnection::onDisconnected));
    }

    private void onConnected(SocketIOClient client) {
        Optional<DropMode> dropMode = dropAfterJoin ? Optional.of(DropMode.CLOSE_FRAME) : Optional.empty();
        clientConnections
                .find(client.getSessionId())
                .ifPresent(connection -> connection.onConnected((NamespaceClient) client, dropMode, silentExpiry));
    }
}
