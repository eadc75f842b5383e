// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

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

/** The Socket.IO listener, and all that can be done to those who are connected to it. */
final class SocketSide {

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private final Queue<String> requestLines = new ConcurrentLinkedQueue<>();

    private final Links links = new Links();

    private final Refusals refusals = new Refusals();

    private final Grants grants;

    private final SocketServer server;

    /** The ports that notificationUrls name instead of ours. */
    private final Map<String, Integer> detours = new ConcurrentHashMap<>();

    private final String scheme;

    private volatile boolean dropAfterJoin;

    private volatile boolean silentExpiry;

    SocketSide(Settings settings, Frost frost) {
        grants = new Grants(settings);
        scheme = settings.socketTls().isPresent() ? "https" : "http";
        Pipeline pipeline =
                new Pipeline(connections, settings.socketTls(), frost, requestLines::add, refusals, links, grants);
        server = new SocketServer(settings, pipeline);
        server.namespace(Grants.NAMESPACE, this::listen);
    }

    void start() {
        server.start();
    }

    void stop() {
        server.stop();
    }

    int port() {
        return server.port();
    }

    Grant grant(String target) {
        Grant grant = grants.issue(target);
        server.namespace(grant.namespace(), this::listen);
        return grant;
    }

    void terms(String target, SubscriptionTerms terms) {
        grants.terms(target, terms);
    }

    SubscriptionTerms terms(String target) {
        return grants.terms(target);
    }

    String notificationUrl(Grant grant) {
        return scheme + "://localhost:" + detours.getOrDefault(grant.target(), port()) + grant.pathAndQuery();
    }

    /** The target's notificationUrls name this port from now on, from which somebody relays to ours. */
    void lead(String target, int port) {
        detours.put(target, port);
    }

    /** Does this to each session of the target that is joined, and counts them. */
    int each(String target, Consumer<Session> action) {
        List<Session> reached = new ArrayList<>();
        links.atomically(() -> {
            links.joined(target).forEach(link -> link.session().ifPresent(reached::add));
            reached.forEach(action);
        });
        return reached.size();
    }

    /** Writes a frame as it stands to each session of the target that is joined, and counts them. */
    int write(String target, Supplier<WebSocketFrame> frame) {
        List<Link> reached = new ArrayList<>();
        links.atomically(() -> {
            reached.addAll(links.joined(target));
            reached.forEach(link -> link.write(frame.get()));
        });
        return reached.size();
    }

    /** Puts bytes so many times onto the connection of each session of the target that is joined, and counts those that took them all. */
    int send(String target, byte[] bytes, int times) {
        List<Future<?>> sent = links.joined(target).stream()
                .<Future<?>>map(link -> link.send(bytes, times))
                .toList();
        return (int) sent.stream()
                .filter(one -> one.awaitUninterruptibly().isSuccess())
                .count();
    }

    int drop(String target, Drop how) {
        return (int)
                links.joined(target).stream().filter(link -> link.drop(how)).count();
    }

    int expire(String target) {
        grants.expire(target);
        return drop(target, Drop.DISCONNECT);
    }

    void silentExpiry(boolean on) {
        silentExpiry = on;
    }

    void dropAfterJoin(boolean on) {
        dropAfterJoin = on;
    }

    boolean dropsAfterJoin() {
        return dropAfterJoin;
    }

    Refusals refusals() {
        return refusals;
    }

    int sessions(String target) {
        return links.joined(target).size();
    }

    Set<String> targets() {
        return links.targets();
    }

    int openSockets() {
        return links.count();
    }

    List<String> requestLines() {
        return List.copyOf(requestLines);
    }

    /** After a thaw: lets go what was held. */
    void release() {
        connections.forEach(SocketSide::release);
    }

    private static void release(Channel connection) {
        connection
                .eventLoop()
                .execute(() -> Optional.ofNullable(connection.pipeline().get(Gate.class))
                        .ifPresent(Gate::release));
    }

    private void listen(SocketIONamespace namespace) {
        namespace.addConnectListener(this::joined);
        namespace.addDisconnectListener(
                client -> links.find(client.getSessionId()).ifPresent(Link::left));
    }

    private void joined(SocketIOClient client) {
        Optional<Drop> atOnce = dropAfterJoin ? Optional.of(Drop.CLOSE_FRAME) : Optional.empty();
        links.find(client.getSessionId())
                .ifPresent(link -> link.joined((NamespaceClient) client, atOnce, silentExpiry));
    }
}
