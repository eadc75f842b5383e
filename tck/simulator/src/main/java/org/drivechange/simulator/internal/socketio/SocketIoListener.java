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
import org.drivechange.simulator.Drop;
import org.drivechange.simulator.SubscriptionTerms;
import org.drivechange.simulator.internal.SimulatorConfig;
import org.drivechange.simulator.internal.network.FreezeSwitch;
import org.drivechange.simulator.internal.network.TrafficGate;

/** The Socket.IO listener, and all that can be done to those who are connected to it. */
public final class SocketIoListener {

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private final Queue<String> requestLines = new ConcurrentLinkedQueue<>();

    private final ClientConnections links = new ClientConnections();

    private final UpgradeRefusals refusals = new UpgradeRefusals();

    private final SubscriptionGrants grants;

    private final SocketServer server;

    /** The ports that notificationUrls name instead of ours. */
    private final Map<String, Integer> detours = new ConcurrentHashMap<>();

    private final String scheme;

    private volatile boolean dropAfterJoin;

    private volatile boolean silentExpiry;

    public SocketIoListener(SimulatorConfig settings, FreezeSwitch frost) {
        grants = new SubscriptionGrants(settings);
        scheme = settings.socketTls().isPresent() ? "https" : "http";
        ChannelPipelineInstaller pipeline = new ChannelPipelineInstaller(
                connections, settings.socketTls(), frost, requestLines::add, refusals, links, grants);
        server = new SocketServer(settings, pipeline);
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

    public void terms(String target, SubscriptionTerms terms) {
        grants.terms(target, terms);
    }

    public SubscriptionTerms terms(String target) {
        return grants.terms(target);
    }

    public String notificationUrl(SubscriptionGrant grant) {
        return scheme + "://localhost:" + detours.getOrDefault(grant.target(), port()) + grant.pathAndQuery();
    }

    /** The target's notificationUrls name this port from now on, from which somebody relays to ours. */
    public void lead(String target, int port) {
        detours.put(target, port);
    }

    /** Does this to each session of the target that is joined, and counts them. */
    public int each(String target, Consumer<JoinedSession> action) {
        List<JoinedSession> reached = new ArrayList<>();
        links.atomically(() -> {
            links.joined(target).forEach(link -> link.session().ifPresent(reached::add));
            reached.forEach(action);
        });
        return reached.size();
    }

    /** Writes a frame as it stands to each session of the target that is joined, and counts them. */
    public int write(String target, Supplier<WebSocketFrame> frame) {
        List<ClientConnection> reached = new ArrayList<>();
        links.atomically(() -> {
            reached.addAll(links.joined(target));
            reached.forEach(link -> link.write(frame.get()));
        });
        return reached.size();
    }

    /** Puts bytes so many times onto the connection of each session of the target that is joined, and counts those that took them all. */
    public int send(String target, byte[] bytes, int times) {
        List<Future<?>> sent = links.joined(target).stream()
                .<Future<?>>map(link -> link.send(bytes, times))
                .toList();
        return (int) sent.stream()
                .filter(one -> one.awaitUninterruptibly().isSuccess())
                .count();
    }

    public int drop(String target, Drop how) {
        return (int)
                links.joined(target).stream().filter(link -> link.drop(how)).count();
    }

    public int expire(String target) {
        grants.expire(target);
        return drop(target, Drop.DISCONNECT);
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
        return links.joined(target).size();
    }

    public Set<String> targets() {
        return links.targets();
    }

    public int openSockets() {
        return links.count();
    }

    public List<String> requestLines() {
        return List.copyOf(requestLines);
    }

    /** After a thaw: lets go what was held. */
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
        namespace.addConnectListener(this::joined);
        namespace.addDisconnectListener(
                client -> links.find(client.getSessionId()).ifPresent(ClientConnection::left));
    }

    private void joined(SocketIOClient client) {
        Optional<Drop> atOnce = dropAfterJoin ? Optional.of(Drop.CLOSE_FRAME) : Optional.empty();
        links.find(client.getSessionId())
                .ifPresent(link -> link.joined((NamespaceClient) client, atOnce, silentExpiry));
    }
}
