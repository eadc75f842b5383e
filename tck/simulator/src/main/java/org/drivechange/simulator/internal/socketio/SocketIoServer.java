// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.SocketIONamespace;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.drivechange.simulator.internal.SimulatorConfig;

/**
 * Runs the Socket.IO server's handlers. Replaces its {@code SocketIOServer}, which does not report a random port, takes
 * four seconds to stop and leaks a timer.
 */
final class SocketIoServer {

    private static final int BACKLOG = 1024;

    private static final int LOOPS = 2;

    private final EventLoopGroup loops =
            new NioEventLoopGroup(LOOPS, new DefaultThreadFactory("drivechange-simulator-socket"));

    private final Configuration configuration;

    private final NamespacesHub namespaces;

    private final SocketIOChannelInitializer pipeline;

    private int port;

    SocketIoServer(SimulatorConfig config, SocketIOChannelInitializer pipeline) {
        this.configuration = SocketIoConfiguration.of(config);
        this.namespaces = new NamespacesHub(configuration);
        this.pipeline = pipeline;
        namespaces.create(Namespace.DEFAULT_NAME);
        pipeline.start(configuration, namespaces);
    }

    /** Returns the namespace with this name; the second argument receives a newly created one. */
    void namespace(String name, Consumer<SocketIONamespace> created) {
        if (namespaces.get(name) == null) {
            created.accept(namespaces.create(name));
        }
    }

    int port() {
        return port;
    }

    void start() {
        int requestedPort = configuration.getPort();
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(pipeline)
                .bind(new InetSocketAddress(configuration.getHostname(), requestedPort))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String message = "Cannot listen on Socket.IO port " + requestedPort + ": "
                    + bound.cause().getMessage();
            throw new UncheckedIOException(message, new IOException(bound.cause()));
        }
        port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        pipeline.stop();
    }
}
