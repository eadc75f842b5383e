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
    private record PendingBytes(ByteBuf bytes, long arrival) {}

    private final Queue<PendingBytes> pending = new ArrayDeque<>();

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
    void setDelay(Duration delay, int bytesPerSecond) {
        latency = delay.toNanos();
        pause = bytesPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        notBefore = System.nanoTime();
        drain();
    }

    /** Stops writing, including the end of the connection. */
    void stop() {
        stopped = true;
        pending.forEach(chunk -> chunk.bytes().release());
        pending.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        enqueue((ByteBuf) bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        enqueue(Unpooled.EMPTY_BUFFER);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable broken) {
        ctx.close();
    }

    private void enqueue(ByteBuf bytes) {
        if (stopped) {
            ReferenceCountUtil.release(bytes);
        } else {
            pending.add(new PendingBytes(bytes, System.nanoTime()));
            drain();
        }
    }

    private void drain() {
        while (!pending.isEmpty()) {
            long wait = dueTime(pending.element()) - System.nanoTime();
            if (wait > 0) {
                reschedule(wait);
                return;
            }
            writeNext();
        }
    }

    private long dueTime(PendingBytes chunk) {
        long arrived = chunk.arrival() + latency;
        return arrived - notBefore > 0 ? arrived : notBefore;
    }

    private void reschedule(long nanos) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = loop.schedule(this::drain, nanos, TimeUnit.NANOSECONDS);
    }

    private void writeNext() {
        ByteBuf bytes = pending.element().bytes();
        if (!bytes.isReadable()) {
            pending.remove();
            end.run();
        } else if (pause == 0 || bytes.readableBytes() == 1) {
            pending.remove();
            notBefore += pause;
            out.accept(bytes);
        } else {
            notBefore += pause;
            out.accept(bytes.readRetainedSlice(1));
        }
    }
}
