// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;
import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;

import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import org.drivechange.simulator.internal.network.TrafficGate;

/** Refuses WebSocket upgrades on demand and creates a {@link ClientConnection} for each successful one. */
final class UpgradeHandler extends ChannelInboundHandlerAdapter {

    private final UpgradeRefusals refusals;

    private final ClientConnections clientConnections;

    private final SubscriptionGrants grants;

    private final TrafficGate gate;

    UpgradeHandler(
            UpgradeRefusals refusals,
            ClientConnections clientConnections,
            SubscriptionGrants grants,
            TrafficGate gate) {
        this.refusals = refusals;
        this.clientConnections = clientConnections;
        this.grants = grants;
        this.gate = gate;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            ctx.fireChannelRead(message);
        } else if (refusals.refuse()) {
            request.release();
            FullHttpResponse answer = new DefaultFullHttpResponse(HTTP_1_1, SERVICE_UNAVAILABLE);
            answer.headers().set(CONTENT_LENGTH, 0).set(CONNECTION, "close");
            ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        } else {
            String token = TokenParameter.in(new QueryStringDecoder(request.uri()));
            ctx.fireChannelRead(request);
            upgraded(ctx, token);
        }
    }

    private void upgraded(ChannelHandlerContext ctx, String token) {
        ClientHead head = ctx.channel().attr(ClientHead.CLIENT).get();
        if (head != null && ctx.channel().isActive()) {
            ClientConnection connection = new ClientConnection(ctx.channel(), gate, head);
            clientConnections.add(connection);
            ctx.channel().closeFuture().addListener(closed -> clientConnections.remove(connection));
            // the server's own aggregator comes later in the pipeline, but a CONNECT may be fragmented
            ctx.pipeline()
                    .addBefore(ctx.name(), "whole", new WebSocketFrameAggregator(SocketIoConfiguration.MAX_MESSAGE));
            ctx.pipeline().replace(this, "join", new JoinHandler(connection, token, grants, clientConnections));
        }
    }
}
