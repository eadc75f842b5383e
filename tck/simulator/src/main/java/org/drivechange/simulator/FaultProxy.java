// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.drivechange.simulator.internal.graph.TargetPath;
import org.drivechange.simulator.internal.network.ProxiedConnection;

/**
 * TCP relay on the loopback interface that simulates network faults between a client and any server.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.before(graph, "/me/drive/root")) {
 *     proxy.refuse();
 *     proxy.accept();
 *     proxy.newConnections(NetworkConditions.endingAt(StreamPosition.afterFrames(0), End.SILENCE));
 *     proxy.liveConnections(NetworkConditions.delayed(Duration.ZERO, Duration.ofSeconds(2)));
 * }
 * }</pre>
 *
 * <p>By default it relays everything without delay. All methods are thread-safe and have taken effect when they return.
 */
public final class FaultProxy implements AutoCloseable {

    private final EventLoopGroup loop =
            new NioEventLoopGroup(1, new DefaultThreadFactory("drivechange-simulator-proxy"));

    private final InetSocketAddress server;

    private final int port;

    // the following fields are confined to the event loop

    private final Set<ProxiedConnection> connections = new HashSet<>();

    private NetworkConditions conditions = NetworkConditions.unimpaired();

    private Channel listener;

    private FaultProxy(InetSocketAddress server) {
        this.server = server;
        this.listener = bind(0);
        this.port = ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /**
     * Starts a proxy in front of a server.
     *
     * @param host the server's name or address
     * @param port the server's port
     * @return the running proxy, never null
     */
    public static FaultProxy before(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    /**
     * Starts a proxy in front of a simulator's Socket.IO listener. From now on all notificationUrls of the target name
     * the proxy, even after it is closed. Other targets are not affected.
     *
     * @param simulator the simulator
     * @param targetPath the target
     * @return the running proxy, never null
     * @throws IllegalArgumentException when the target is invalid
     */
    public static FaultProxy before(GraphSimulator simulator, String targetPath) {
        String target = TargetPath.checked(targetPath);
        FaultProxy proxy = before("localhost", simulator.socketPort());
        simulator.routeThrough(target, proxy.port());
        return proxy;
    }

    /**
     * Returns the port of the proxy, which is closed while the proxy refuses connections.
     *
     * @return the port on the loopback interface
     */
    public int port() {
        return port;
    }

    /** Stops listening: new connections are refused; open connections continue. */
    public void refuse() {
        listenerOnLoop().close().syncUninterruptibly();
        // the JDK releases a socket at the next select, which precedes scheduled tasks
        loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    /**
     * Listens again on the same port; no effect if already listening.
     *
     * @throws UncheckedIOException when the port is in use
     */
    public void accept() {
        if (!listenerOnLoop().isOpen()) {
            Channel reopened = bind(port);
            onLoop(() -> listener = reopened);
        }
    }

    /**
     * Sets the conditions of connections made from now on.
     *
     * @param next the conditions
     */
    public void newConnections(NetworkConditions next) {
        Objects.requireNonNull(next, "next");
        onLoop(() -> conditions = next);
    }

    /**
     * Changes the conditions of the connections that are open now. Connections that have reached their end are not
     * affected.
     *
     * @param next the conditions
     */
    public void liveConnections(NetworkConditions next) {
        Objects.requireNonNull(next, "next");
        // a connection that ends is removed from the set
        onLoop(() -> List.copyOf(connections).forEach(connection -> connection.change(next)));
    }

    /** Closes all connections and the listener; a second call has no effect. */
    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Channel bind(int requestedPort) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        connect(client);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), requestedPort))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new UncheckedIOException("Cannot listen on port " + requestedPort, new IOException(bound.cause()));
        }
        return bound.channel();
    }

    private void connect(SocketChannel client) {
        new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(server)
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        startRelay(client, (SocketChannel) connected.channel());
                    } else {
                        client.close();
                    }
                });
    }

    private void startRelay(SocketChannel client, SocketChannel connected) {
        ProxiedConnection connection = new ProxiedConnection(client, connected);
        connections.add(connection);
        client.closeFuture().addListener(closed -> connections.remove(connection));
        connection.begin(conditions);
    }

    private Channel listenerOnLoop() {
        return loop.submit(() -> listener).syncUninterruptibly().getNow();
    }

    private void onLoop(Runnable change) {
        loop.submit(change).syncUninterruptibly();
    }
}
