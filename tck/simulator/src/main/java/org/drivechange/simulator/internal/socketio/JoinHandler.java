// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.Optional;
import org.drivechange.simulator.internal.network.Json;

/**
 * Filters a client's frames before the Socket.IO server: passes a CONNECT only with a token that is valid for its
 * namespace, and implements the parts of WebSocket that the server omits.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is handled elsewhere
final class JoinHandler extends ChannelInboundHandlerAdapter {

    private static final String CONNECT = "40/";

    private final ClientConnection connection;

    private final String token;

    private final SubscriptionGrants grants;

    private final ClientConnections clientConnections;

    JoinHandler(
            ClientConnection connection, String token, SubscriptionGrants grants, ClientConnections clientConnections) {
        this.connection = connection;
        this.token = token;
        this.grants = grants;
        this.clientConnections = clientConnections;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof TextWebSocketFrame frame && frame.text().startsWith(CONNECT)) {
            String text = frame.text();
            frame.release();
            connect(ctx, text);
        } else if (message instanceof PingWebSocketFrame ping) {
            connection.write(new PongWebSocketFrame(ping.content()));
        } else if (message instanceof CloseWebSocketFrame && connection.closing()) {
            ReferenceCountUtil.release(message);
            ctx.channel().close();
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private void connect(ChannelHandlerContext ctx, String text) {
        int comma = text.indexOf(',');
        String address = text.substring(CONNECT.length() - 1, comma < 0 ? text.length() : comma);
        String payload = comma < 0 ? "" : text.substring(comma + 1);
        // only Engine.IO 3 allows a query here; in 4 it is part of the name, which then is unknown
        int query = connection.isEngineIo4() ? -1 : address.indexOf('?');
        String namespace = query < 0 ? address : address.substring(0, query);
        Optional<SubscriptionGrant> grant = grants.find(query < 0 ? token : tokenIn(address));
        if (grant.isEmpty()) {
            refuse(namespace, "Unauthorized");
        } else if (!grant.get().namespace().equals(namespace)) {
            refuse(namespace, "Invalid namespace");
        } else {
            // the server cannot parse a query without a trailing comma
            TextWebSocketFrame connect = new TextWebSocketFrame("40" + namespace + "," + payload);
            clientConnections.atomically(() -> connection.connectWith(grant.get(), () -> ctx.fireChannelRead(connect)));
        }
    }

    private String tokenIn(String address) {
        String found = TokenParameter.in(new QueryStringDecoder(address));
        return found == null ? token : found;
    }

    private void refuse(String namespace, String message) {
        Object data = connection.isEngineIo4() ? Map.of("message", message) : message;
        connection.write(new TextWebSocketFrame("44" + namespace + "," + Json.text(data)));
    }
}
