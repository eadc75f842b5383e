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
 * A network that fails on demand: a TCP relay on the loopback interface, between a client and any server.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.before(graph, "/me/drive/root")) {
 *     proxy.refuse();
 *     proxy.accept();
 *     proxy.newConnections(Conditions.ending(Point.afterFrames(0), End.SILENCE));
 *     proxy.liveConnections(Conditions.late(Duration.ZERO, Duration.ofSeconds(2)));
 * }
 * }</pre>
 *
 * <p>Until it is told otherwise it relays everything at once. All methods may be called from any thread, and have taken
 * effect when they return.
 */
public final class FaultProxy implements AutoCloseable {

    private final EventLoopGroup loop =
            new NioEventLoopGroup(1, new DefaultThreadFactory("drivechange-simulator-proxy"));

    private final InetSocketAddress server;

    private final int port;

    // what follows is touched on the event loop only

    private final Set<ProxiedConnection> relays = new HashSet<>();

    private Conditions conditions = Conditions.good();

    private Channel listener;

    private FaultProxy(InetSocketAddress server) {
        this.server = server;
        this.listener = bind(0);
        this.port = ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /**
     * Starts a proxy before a server.
     *
     * @param host the server's name or address
     * @param port the server's port
     * @return the running proxy, never null
     */
    public static FaultProxy before(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    /**
     * Starts a proxy before a simulator's Socket.IO side. All notificationUrls of the target lead through it from now on,
     * also when it is closed; those of other targets do not.
     *
     * @param simulator the simulator
     * @param targetPath the target
     * @return the running proxy, never null
     * @throws IllegalArgumentException when the target is none
     */
    public static FaultProxy before(GraphSimulator simulator, String targetPath) {
        String target = TargetPath.checked(targetPath);
        FaultProxy proxy = before("localhost", simulator.socketPort());
        simulator.lead(target, proxy.port());
        return proxy;
    }

    /**
     * Where it listens, and nobody does while it refuses.
     *
     * @return the port on the loopback interface
     */
    public int port() {
        return port;
    }

    /** Nobody listens any more, so that connections are refused; those that are open go on. */
    public void refuse() {
        listenerOnLoop().close().syncUninterruptibly();
        // the JDK lets go of a socket when its selector is asked the next time, which comes before what is scheduled
        loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    /**
     * Listens again on the same port; without effect while it does.
     *
     * @throws UncheckedIOException when somebody else has taken the port meanwhile
     */
    public void accept() {
        if (!listenerOnLoop().isOpen()) {
            Channel again = bind(port);
            onLoop(() -> listener = again);
        }
    }

    /**
     * How connections are carried that are made from now on.
     *
     * @param next the conditions
     */
    public void newConnections(Conditions next) {
        Objects.requireNonNull(next, "next");
        onLoop(() -> conditions = next);
    }

    /**
     * How the connections that are open now are carried from now on. One that has come to its end stays as it is.
     *
     * @param next the conditions
     */
    public void liveConnections(Conditions next) {
        Objects.requireNonNull(next, "next");
        // one that ends by it leaves the set
        onLoop(() -> List.copyOf(relays).forEach(relay -> relay.change(next)));
    }

    /** Ends all connections and the listener; a second call does nothing. */
    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Channel bind(int wanted) {
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
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new UncheckedIOException("Cannot listen on port " + wanted, new IOException(bound.cause()));
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
                        relay(client, (SocketChannel) connected.channel());
                    } else {
                        client.close();
                    }
                });
    }

    private void relay(SocketChannel client, SocketChannel connected) {
        ProxiedConnection relay = new ProxiedConnection(client, connected);
        relays.add(relay);
        client.closeFuture().addListener(closed -> relays.remove(relay));
        relay.begin(conditions);
    }

    private Channel listenerOnLoop() {
        return loop.submit(() -> listener).syncUninterruptibly().getNow();
    }

    private void onLoop(Runnable change) {
        loop.submit(change).syncUninterruptibly();
    }
}
