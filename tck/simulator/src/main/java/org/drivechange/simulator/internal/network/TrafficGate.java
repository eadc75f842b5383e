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
 * Stands between one client's connection and everything else: holds all bytes while frozen, swallows them once silenced.
 * Runs on the connection's event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored")
public // what fails here ends the connection, and that is heard elsewhere
final class TrafficGate extends ChannelDuplexHandler {

    private record Held(Object message, Runnable go) {}

    private final FreezeSwitch frost;

    private final Queue<Held> held = new ArrayDeque<>();

    private ChannelHandlerContext context;

    private boolean silent;

    public TrafficGate(FreezeSwitch frost) {
        this.frost = frost;
    }

    /** From now on nothing is read or written, and the connection stays open until the client ends it. */
    public void silence() {
        silent = true;
    }

    /** Ends the connection with a TCP reset. */
    public void reset() {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
    }

    /** Ends the connection. */
    public void end() {
        context.close();
    }

    /** Writes bytes as they stand so many times; done when they have left, failed when the connection has ended. */
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

    /** Lets go in order what was held while frozen. */
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
        held.forEach(one -> ReferenceCountUtil.release(one.message()));
        held.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf) {
            pass(message, () -> ctx.fireChannelRead(message));
        } else {
            // what the Socket.IO server has decoded, which it sends through all of the pipeline once more; TLS, still
            // busy with
            // what this was decoded from, would hand it on too late
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
