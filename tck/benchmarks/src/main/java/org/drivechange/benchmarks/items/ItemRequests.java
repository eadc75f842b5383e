// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Handler of one client's connection. Responds to requests for a drive and for the pages of its delta. Event loop only. */
final class ItemRequests extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final String DRIVES = "/drives/";

    /** Precedes the number of the page. As long as a token of Graph. */
    private static final String TOKEN = "?token=" + "aTE09NjM4NzY1NDMyMT".repeat(8) + "_";

    private final ItemPageTemplate template;
    private final String graphUrl;

    ItemRequests(ItemPageTemplate template, String graphUrl) {
        this.template = template;
        this.graphUrl = graphUrl;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        context.writeAndFlush(response(request.uri()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private FullHttpResponse response(String uri) {
        String drive = uri.substring(uri.indexOf(DRIVES) + DRIVES.length()).split("[/?]")[0];
        if (uri.contains("socketIo")) {
            return json(HttpResponseStatus.NOT_FOUND, "{\"error\":{\"code\":\"itemNotFound\",\"message\":\"none\"}}");
        }
        return uri.contains("delta")
                ? json(HttpResponseStatus.OK, page(ItemDrive.of(drive), uri))
                : json(HttpResponseStatus.OK, "{\"id\":\"" + drive + "\",\"driveType\":\"business\"}");
    }

    private byte[] page(ItemDrive drive, String uri) {
        int token = uri.indexOf(TOKEN);
        long offset = token < 0 ? 0 : Long.parseLong(uri.substring(token + TOKEN.length()));
        if (offset >= drive.items()) {
            return ItemPageTemplate.bytes("{\"value\":[]," + link("delta", drive, offset));
        }
        long next = offset + ItemPageTemplate.ITEMS;
        return template.page(drive.first() + offset, link(next < drive.items() ? "next" : "delta", drive, next));
    }

    private String link(String kind, ItemDrive drive, long offset) {
        return "\"@odata." + kind + "Link\":\"" + graphUrl + DRIVES + drive.id() + "/root/delta" + TOKEN + offset
                + "\"}";
    }

    private static FullHttpResponse json(HttpResponseStatus status, String body) {
        return json(status, ItemPageTemplate.bytes(body));
    }

    private static FullHttpResponse json(HttpResponseStatus status, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }
}
