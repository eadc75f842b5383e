// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One client's: Graph's answer, or the Socket.IO side, which joins whoever asks and pings. Used by its event loop only. */
final class Connection extends SimpleChannelInboundHandler<Object> {

    private static final String CONNECT = "40/notifications";

    private final BlastServer server;
    private final Duration pingInterval;
    private ChannelHandlerContext context;
    private Frames frames;
    private long due;

    Connection(BlastServer server, Duration pingInterval) {
        this.server = server;
        this.pingInterval = pingInterval;
    }

    /** Sends so many frames, as fast as the client reads them. */
    void blast(Frames what, long number) {
        context.executor().execute(() -> {
            frames = what;
            due = number;
            fill();
        });
    }

    /** Sends one frame that says when it was sent. */
    void send(Frames what) {
        context.executor().execute(() -> context.writeAndFlush(what.stamped(System.nanoTime())));
    }

    void drop() {
        context.executor().execute(() -> context.close());
    }

    private void fill() {
        while (due > 0 && context.channel().isWritable()) {
            ByteBuf some = frames.some(due);
            due -= Math.min(due, frames.chunkFrames());
            context.write(some);
        }
        context.flush();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        // it comes from within write and flush
        context.executor().execute(this::fill);
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        due = 0;
        server.left(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        failed.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext read, Object message) {
        if (message instanceof FullHttpRequest request) {
            asked(request);
        } else if (message instanceof TextWebSocketFrame text) {
            said(text.text());
        } else if (message instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (message instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(close.retain()).addListener(sent -> context.close());
        }
    }

    private void asked(FullHttpRequest request) {
        if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
            new WebSocketServerHandshakerFactory("ws://127.0.0.1" + request.uri(), null, false, 1 << 20)
                    .newHandshaker(request)
                    .handshake(context.channel(), request)
                    .addListener(done -> say("0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":"
                            + pingInterval.toMillis() + ",\"pingTimeout\":20000,\"maxPayload\":1000000}"));
        } else {
            context.writeAndFlush(subscription());
        }
    }

    private FullHttpResponse subscription() {
        String json = "{\"id\":\"" + server.nextSubscription() + "\",\"notificationUrl\":\"http://127.0.0.1:"
                + server.port()
                + "/notifications?token=w1-" + UUID.randomUUID()
                + "\",\"expirationDateTime\":\""
                + Instant.now().plus(Duration.ofDays(1)) + "\"}";
        ByteBuf body = Unpooled.copiedBuffer(json, StandardCharsets.UTF_8);
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return answer;
    }

    private void said(String text) {
        if (text.startsWith(CONNECT)) {
            say(CONNECT + ",{\"sid\":\"n\"}");
            server.joined(this);
            // sessions that are open for long are pinged at all times, not all at once
            long interval = pingInterval.toMillis();
            context.executor()
                    .scheduleAtFixedRate(
                            this::ping,
                            ThreadLocalRandom.current().nextLong(interval),
                            interval,
                            TimeUnit.MILLISECONDS);
        }
    }

    private void ping() {
        if (context.channel().isActive()) {
            say("2");
        } else {
            throw new IllegalStateException("gone, so that nothing is scheduled any more");
        }
    }

    private void say(String text) {
        WebSocketFrame frame = new TextWebSocketFrame(text);
        context.writeAndFlush(frame);
    }
}
