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
 * Server of Graph's subscription request and of Socket.IO 4 with minimal cost, so that measurements reflect the receiver: one
 * thread, frames created in advance, and only the parsing that the protocol requires.
 */
public final class LoadServer implements AutoCloseable {

    private static final int BACKLOG = 4096;

    /** Default of Socket.IO servers. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(25);

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final Set<Connection> joined = ConcurrentHashMap.newKeySet();
    private final Map<Notifications, NotificationFrames> framesByKind = new ConcurrentHashMap<>();
    private final AtomicLong subscriptions = new AtomicLong();
    private final Channel channel;

    private LoadServer() throws InterruptedException {
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
                                .addLast(new Connection(LoadServer.this, PING_INTERVAL));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    /** Starts a server on a free port. */
    public static LoadServer start() throws InterruptedException {
        return new LoadServer();
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Waits until this number of clients has joined the namespace. */
    public void awaitJoined(int number, Duration atMost) throws TimeoutException {
        await(() -> joined.size() >= number, atMost, () -> joined.size() + " of " + number + " joined");
    }

    /** Sends notifications to the joined client as fast as it reads them. */
    public void sendBurst(long number, Notifications notifications) {
        NotificationFrames frames = framesByKind.computeIfAbsent(notifications, NotificationFrames::of);
        joined.forEach(connection -> connection.sendBurst(frames, number));
    }

    /** Sends frames with the time of sending to the joined client at a constant rate; returns their number after the last one. */
    public long sendAtRate(int perSecond, Duration duration) {
        NotificationFrames frames = framesByKind.computeIfAbsent(Notifications.REAL, NotificationFrames::of);
        long start = System.nanoTime();
        long number = perSecond * duration.toMillis() / 1000;
        for (long i = 0; i < number; i++) {
            long at = start + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            joined.forEach(connection -> connection.send(frames));
        }
        return number;
    }

    /** Closes all connections at once and resets the number of joined clients. */
    public void dropAll() {
        List<Connection> all = List.copyOf(joined);
        joined.clear();
        all.forEach(Connection::drop);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        framesByKind.values().forEach(NotificationFrames::release);
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

    private static void await(BooleanSupplier done, Duration atMost, Supplier<String> state) throws TimeoutException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(state.get() + " after " + atMost);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
