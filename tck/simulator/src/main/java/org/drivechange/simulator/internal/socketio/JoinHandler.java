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
 * Looks at a client's frames before the Socket.IO server does: lets a CONNECT through only with a token that is tied to
 * the namespace, and does what WebSocket asks for and the server leaves out.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails here ends the connection, and that is heard elsewhere
final class JoinHandler extends ChannelInboundHandlerAdapter {

    private static final String CONNECT = "40/";

    private final ClientConnection link;

    private final String token;

    private final SubscriptionGrants grants;

    private final ClientConnections links;

    JoinHandler(ClientConnection link, String token, SubscriptionGrants grants, ClientConnections links) {
        this.link = link;
        this.token = token;
        this.grants = grants;
        this.links = links;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof TextWebSocketFrame frame && frame.text().startsWith(CONNECT)) {
            String text = frame.text();
            frame.release();
            connect(ctx, text);
        } else if (message instanceof PingWebSocketFrame ping) {
            link.write(new PongWebSocketFrame(ping.content()));
        } else if (message instanceof CloseWebSocketFrame && link.closing()) {
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
        // only Engine.IO 3 knows a query there; in 4 it is part of a name that nobody has
        int query = link.speaksEngineIo4() ? -1 : address.indexOf('?');
        String namespace = query < 0 ? address : address.substring(0, query);
        Optional<SubscriptionGrant> grant = grants.find(query < 0 ? token : tokenIn(address));
        if (grant.isEmpty()) {
            refuse(namespace, "Unauthorized");
        } else if (!grant.get().namespace().equals(namespace)) {
            refuse(namespace, "Invalid namespace");
        } else {
            // a query without a comma behind it is more than the server can read
            TextWebSocketFrame connect = new TextWebSocketFrame("40" + namespace + "," + payload);
            links.atomically(() -> link.admit(grant.get(), () -> ctx.fireChannelRead(connect)));
        }
    }

    private String tokenIn(String address) {
        String shown = TokenParameter.in(new QueryStringDecoder(address));
        return shown == null ? token : shown;
    }

    private void refuse(String namespace, String message) {
        Object data = link.speaksEngineIo4() ? Map.of("message", message) : message;
        link.write(new TextWebSocketFrame("44" + namespace + "," + Json.text(data)));
    }
}
