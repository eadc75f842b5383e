// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One direction of a connection, which delays the bytes it reads. Confined to the event loop. */
final class DelayedPipe extends ChannelInboundHandlerAdapter {

    /** Bytes read at a point in time; empty for the end of the connection. */
    private record Held(ByteBuf bytes, long since) {}

    private final Queue<Held> held = new ArrayDeque<>();

    private final EventLoop loop;

    private final Consumer<ByteBuf> out;

    private final Runnable end;

    private long latency;

    private long pause;

    private long notBefore = System.nanoTime();

    private ScheduledFuture<?> timer;

    private boolean stopped;

    DelayedPipe(EventLoop loop, Consumer<ByteBuf> out, Runnable end) {
        this.loop = loop;
        this.out = out;
        this.end = end;
    }

    /** Sets the delay of held and future bytes. */
    void pace(Duration late, int bytesPerSecond) {
        latency = late.toNanos();
        pause = bytesPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        notBefore = System.nanoTime();
        move();
    }

    /** Stops writing, including the end of the connection. */
    void stop() {
        stopped = true;
        held.forEach(chunk -> chunk.bytes().release());
        held.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        hold((ByteBuf) bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        hold(Unpooled.EMPTY_BUFFER);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable broken) {
        ctx.close();
    }

    private void hold(ByteBuf bytes) {
        if (stopped) {
            ReferenceCountUtil.release(bytes);
        } else {
            held.add(new Held(bytes, System.nanoTime()));
            move();
        }
    }

    private void move() {
        while (!held.isEmpty()) {
            long wait = due(held.element()) - System.nanoTime();
            if (wait > 0) {
                again(wait);
                return;
            }
            next();
        }
    }

    private long due(Held next) {
        long arrived = next.since() + latency;
        return arrived - notBefore > 0 ? arrived : notBefore;
    }

    private void again(long nanos) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = loop.schedule(this::move, nanos, TimeUnit.NANOSECONDS);
    }

    private void next() {
        ByteBuf bytes = held.element().bytes();
        if (!bytes.isReadable()) {
            held.remove();
            end.run();
        } else if (pause == 0 || bytes.readableBytes() == 1) {
            held.remove();
            notBefore += pause;
            out.accept(bytes);
        } else {
            notBefore += pause;
            out.accept(bytes.readRetainedSlice(1));
        }
    }
}
