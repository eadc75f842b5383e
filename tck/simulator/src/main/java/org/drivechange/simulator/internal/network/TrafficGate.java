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

    private record PendingAction(Object message, Runnable action) {}

    private final FreezeSwitch freezeSwitch;

    private final Queue<PendingAction> pending = new ArrayDeque<>();

    private ChannelHandlerContext context;

    private boolean silent;

    public TrafficGate(FreezeSwitch freezeSwitch) {
        this.freezeSwitch = freezeSwitch;
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
        while (!freezeSwitch.frozen() && !pending.isEmpty()) {
            pending.remove().action().run();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        pending.forEach(message -> ReferenceCountUtil.release(message.message()));
        pending.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf) {
            passOrHold(message, () -> ctx.fireChannelRead(message));
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
        passOrHold(null, ctx::fireChannelReadComplete);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (silent) {
            promise.trySuccess();
        }
        passOrHold(message, () -> ctx.write(message, promise));
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        passOrHold(null, ctx::flush);
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        passOrHold(null, () -> ctx.close(promise));
    }

    private void passOrHold(Object message, Runnable action) {
        if (silent) {
            ReferenceCountUtil.release(message);
        } else if (freezeSwitch.frozen() || !pending.isEmpty()) {
            pending.add(new PendingAction(message, action));
        } else {
            action.run();
        }
    }
}
