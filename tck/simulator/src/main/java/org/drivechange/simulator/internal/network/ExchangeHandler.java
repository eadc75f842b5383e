// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import com.sun.net.httpserver.HttpHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Handles each request in a separate thread, as the JDK's server does. */
final class ExchangeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Executor threads;

    private final Function<String, HttpHandler> handlers;

    ExchangeHandler(Executor threads, Function<String, HttpHandler> handlers) {
        this.threads = threads;
        this.handlers = handlers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        NettyHttpExchange exchange = new NettyHttpExchange(context.channel(), request);
        threads.execute(() -> answer(exchange));
    }

    private void answer(NettyHttpExchange exchange) {
        try {
            handlers.apply(exchange.getRequestURI().getPath()).handle(exchange);
        } catch (IOException | RuntimeException ignored) {
            exchange.abort();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        context.close();
    }
}
