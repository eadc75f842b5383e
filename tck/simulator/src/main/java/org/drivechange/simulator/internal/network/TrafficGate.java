// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Gate in front of one client connection: holds all bytes while frozen and discards them once silenced. Confined to the
 * connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
public // a failure ends the connection, which is handled elsewhere
final class TrafficGate extends ChannelDuplexHandler {

    private record Held(Object message, Runnable go) {}

    private final FreezeSwitch frost;

    private final Queue<Held> held = new ArrayDeque<>();

    private ChannelHandlerContext context;

    private boolean silent;

    public TrafficGate(FreezeSwitch frost) {
        this.frost = frost;
    }

    /** Stops reading and writing; the connection stays open until the client closes it. */
    public void silence() {
        silent = true;
    }

    /** Closes the connection with a TCP reset. */
    public void reset() {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
    }

    /** Closes the connection. */
    public void end() {
        context.close();
    }

    /**
     * Writes raw bytes repeatedly; the future completes when they are written and fails when the connection has ended.
     */
    public Future<?> send(byte[] bytes, int times) {
        ChannelPromise sent = context.newPromise();
        context.executor().execute(() -> {
            for (int i = 1; i < times; i++) {
                write(context, Unpooled.wrappedBuffer(bytes), context.newPromise());
            }
            write(context, Unpooled.wrappedBuffer(bytes), sent);
            flush(context);
        });
        return sent;
    }

    /** Releases, in order, the bytes held while frozen. */
    public void release() {
        while (!frost.frozen() && !held.isEmpty()) {
            held.remove().go().run();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        held.forEach(message -> ReferenceCountUtil.release(message.message()));
        held.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf) {
            pass(message, () -> ctx.fireChannelRead(message));
        } else {
            // objects decoded by the Socket.IO server, which passes them through the whole pipeline again; the TLS
            // handler is still processing their source and would forward them too late
            Optional.ofNullable(ctx.pipeline().context(SslHandler.class))
                    .orElse(ctx)
                    .fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        pass(null, ctx::fireChannelReadComplete);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (silent) {
            promise.trySuccess();
        }
        pass(message, () -> ctx.write(message, promise));
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        pass(null, ctx::flush);
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        pass(null, () -> ctx.close(promise));
    }

    private void pass(Object message, Runnable go) {
        if (silent) {
            ReferenceCountUtil.release(message);
        } else if (frost.frozen() || !held.isEmpty()) {
            held.add(new Held(message, go));
        } else {
            go.run();
        }
    }
}
