// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Server of the deltas of drives with minimal cost, so that measurements reflect the reader: one thread, which copies pages from a
 * template. It has no socket.io endpoint.
 */
final class ItemServer implements AutoCloseable {

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final Channel channel;

    private ItemServer(ItemPageTemplate template) throws InterruptedException {
        channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel child) {
                        child.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(1 << 16))
                                .addLast(new ItemRequests(template, graphUrl(child)));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    /** Starts a server on a free port. */
    static ItemServer start(ItemPageTemplate template) throws InterruptedException {
        return new ItemServer(template);
    }

    /** Returns Graph's address and version. */
    String graphUrl() {
        return graphUrl(channel);
    }

    private static String graphUrl(Channel local) {
        return "http://127.0.0.1:" + ((InetSocketAddress) local.localAddress()).getPort() + "/v1.0";
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
