// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import com.sun.net.httpserver.HttpHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** HTTPS server that negotiates HTTP/2 or HTTP/1.1 by ALPN (RFC 7301), as Graph does. */
final class HttpsServer {

    private static final int MAX_BODY = 1024 * 1024;

    private final EventLoopGroup loop =
            new NioEventLoopGroup(1, new DefaultThreadFactory("drivechange-simulator-https", true));

    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();

    private final Executor threads;

    private final SslContext tls;

    private final Channel listener;

    HttpsServer(InetSocketAddress address, int backlog, SSLContext tls, Executor threads) throws IOException {
        this.threads = threads;
        this.tls = withAlpn(tls);
        var bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, backlog)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        client.pipeline()
                                .addLast(HttpsServer.this.tls.newHandler(client.alloc()))
                                .addLast(new ProtocolHandler());
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop();
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listener = bound.channel();
    }

    private static SslContext withAlpn(SSLContext tls) {
        ApplicationProtocolConfig protocols = new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1);
        return new JdkSslContext(
                tls, false, null, IdentityCipherSuiteFilter.INSTANCE, protocols, ClientAuth.NONE, null, false);
    }

    /** Registers a handler for a path prefix; the longest match wins. */
    void serve(String path, HttpHandler handler) {
        handlers.put(path, handler);
    }

    /** Starts accepting connections, which are queued until then. */
    void start() {
        listener.config().setAutoRead(true);
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private HttpHandler handler(String path) {
        return handlers.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                .orElseThrow()
                .getValue();
    }

    private void addExchange(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpObjectAggregator(MAX_BODY), new ExchangeHandler(threads, this::handler));
    }

    /** Adds the handlers of the negotiated protocol. */
    private final class ProtocolHandler extends ApplicationProtocolNegotiationHandler {

        ProtocolHandler() {
            super(ApplicationProtocolNames.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                context.pipeline()
                        .addLast(Http2FrameCodecBuilder.forServer().build(), new Http2MultiplexHandler(stream()));
            } else {
                context.pipeline().addLast(new HttpServerCodec());
                addExchange(context.pipeline());
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable refused) {
            context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
            context.close();
        }

        private ChannelInitializer<Channel> stream() {
            return new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel stream) {
                    stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true));
                    addExchange(stream.pipeline());
                }
            };
        }
    }
}
