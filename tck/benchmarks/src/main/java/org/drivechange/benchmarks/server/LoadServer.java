// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Microsoft Graph's request and a Socket.IO 4 server that costs as little as can be, so that what is measured is the
 * receiver: one thread, frames that were made before, no look at what comes but for what the protocol needs.
 */
public final class BlastServer implements AutoCloseable {

    private static final int BACKLOG = 4096;

    /** The default of Socket.IO's servers. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(25);

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final Set<Connection> joined = ConcurrentHashMap.newKeySet();
    private final Map<Notifications, Frames> made = new ConcurrentHashMap<>();
    private final AtomicLong subscriptions = new AtomicLong();
    private final Channel channel;

    private BlastServer() throws InterruptedException {
        channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 16, 1 << 18))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel child) {
                        child.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(1 << 16))
                                .addLast(new Connection(BlastServer.this, PING_INTERVAL));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    /** Starts a server on a free port. */
    public static BlastServer start() throws InterruptedException {
        return new BlastServer();
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Waits until so many clients have joined the namespace. */
    public void awaitJoined(int number, Duration atMost) throws TimeoutException {
        await(() -> joined.size() >= number, atMost, () -> joined.size() + " of " + number + " have joined");
    }

    /** Sends notifications to the one client that has joined, as fast as it reads them. */
    public void blast(long number, Notifications what) {
        Frames frames = made.computeIfAbsent(what, Frames::of);
        joined.forEach(one -> one.blast(frames, number));
    }

    /** Sends stamped frames to the one client that has joined, evenly; returns how many, when the last is sent. */
    public long pace(int perSecond, Duration duration) {
        Frames frames = made.computeIfAbsent(Notifications.REAL, Frames::of);
        long start = System.nanoTime();
        long number = perSecond * duration.toMillis() / 1000;
        for (long i = 0; i < number; i++) {
            long at = start + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            joined.forEach(one -> one.send(frames));
        }
        return number;
    }

    /** Ends all connections at once; whoever joins afterwards is counted anew. */
    public void dropAll() {
        List<Connection> all = List.copyOf(joined);
        joined.clear();
        all.forEach(Connection::drop);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        made.values().forEach(Frames::release);
    }

    long nextSubscription() {
        return subscriptions.incrementAndGet();
    }

    void joined(Connection connection) {
        joined.add(connection);
    }

    void left(Connection connection) {
        joined.remove(connection);
    }

    private static void await(BooleanSupplier done, Duration atMost, Supplier<String> found) throws TimeoutException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(found.get() + " after " + atMost);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
