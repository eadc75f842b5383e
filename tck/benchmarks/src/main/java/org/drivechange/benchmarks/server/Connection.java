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

/** Handler of one client's connection: responds to Graph's request, or joins the client to the namespace and sends pings. Event loop only. */
final class Connection extends SimpleChannelInboundHandler<Object> {

    private static final String CONNECT = "40/notifications";

    private final LoadServer server;
    private final Duration pingInterval;
    private ChannelHandlerContext context;
    private NotificationFrames frames;
    private long due;

    Connection(LoadServer server, Duration pingInterval) {
        this.server = server;
        this.pingInterval = pingInterval;
    }

    /** Sends this number of frames as fast as the client reads them. */
    void sendBurst(NotificationFrames burst, long number) {
        context.executor().execute(() -> {
            frames = burst;
            due = number;
            fill();
        });
    }

    /** Sends one frame with the time of sending. */
    void send(NotificationFrames burst) {
        context.executor().execute(() -> context.writeAndFlush(burst.stamped(System.nanoTime())));
    }

    void drop() {
        context.executor().execute(() -> context.close());
    }

    private void fill() {
        while (due > 0 && context.channel().isWritable()) {
            ByteBuf next = frames.chunk(due);
            due -= Math.min(due, frames.chunkFrames());
            context.write(next);
        }
        context.flush();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        // this method is called within write and flush
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
            onRequest(request);
        } else if (message instanceof TextWebSocketFrame text) {
            onText(text.text());
        } else if (message instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (message instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(close.retain()).addListener(sent -> context.close());
        }
    }

    private void onRequest(FullHttpRequest request) {
        if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
            new WebSocketServerHandshakerFactory("ws://127.0.0.1" + request.uri(), null, false, 1 << 20)
                    .newHandshaker(request)
                    .handshake(context.channel(), request)
                    .addListener(done -> sendText("0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":"
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

    private void onText(String text) {
        if (text.startsWith(CONNECT)) {
            sendText(CONNECT + ",{\"sid\":\"n\"}");
            server.joined(this);
            // a random start spreads the pings of the sessions over the interval
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
            sendText("2");
        } else {
            throw new IllegalStateException("connection closed; cancels the schedule");
        }
    }

    private void sendText(String text) {
        WebSocketFrame frame = new TextWebSocketFrame(text);
        context.writeAndFlush(frame);
    }
}
