// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Adapts a Netty request to the JDK's {@code HttpExchange}. The response is sent as a whole when the exchange is
 * closed.
 */
final class NettyHttpExchange extends HttpExchange {

    private static final int NONE = -1;

    private final Headers requestHeaders = new Headers();

    private final Headers responseHeaders = new Headers();

    private final ByteArrayOutputStream responseBody = new ByteArrayOutputStream();

    private final Channel channel;

    private final String method;

    private final URI uri;

    private final String protocol;

    private final boolean keepAlive;

    private final InputStream requestBody;

    private int status = NONE;

    private long announcedLength;

    private boolean closed;

    NettyHttpExchange(Channel channel, FullHttpRequest request) {
        this.channel = channel;
        this.method = request.method().name();
        this.uri = URI.create(request.uri());
        this.protocol = request.protocolVersion().text();
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.requestBody = new ByteArrayInputStream(ByteBufUtil.getBytes(request.content()));
        request.headers().forEach(header -> requestHeaders.add(header.getKey(), header.getValue()));
    }

    /** Closes the connection, or the HTTP/2 stream, without a response. */
    void abort() {
        channel.close();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (status == NONE) {
            abort();
            return;
        }
        if (announcedLength > responseBody.size()) {
            writeIncomplete();
            return;
        }
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status(), body());
        addHeaders(response, responseBody.size());
        var written = channel.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Ends the connection, or the HTTP/2 stream, after a part of the body. */
    private void writeIncomplete() {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status());
        addHeaders(response, announcedLength);
        channel.write(response);
        channel.writeAndFlush(new DefaultHttpContent(body())).addListener(ChannelFutureListener.CLOSE);
    }

    private HttpResponseStatus status() {
        return HttpResponseStatus.valueOf(status);
    }

    private ByteBuf body() {
        return Unpooled.wrappedBuffer(responseBody.toByteArray());
    }

    private void addHeaders(HttpResponse response, long length) {
        responseHeaders.forEach((name, values) -> response.headers().set(name, values));
        response.headers()
                .set(
                        HttpHeaderNames.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        HttpUtil.setContentLength(response, length);
    }

    @Override
    public void sendResponseHeaders(int code, long length) {
        status = code;
        announcedLength = length;
    }

    @Override
    public Headers getRequestHeaders() {
        return requestHeaders;
    }

    @Override
    public Headers getResponseHeaders() {
        return responseHeaders;
    }

    @Override
    public URI getRequestURI() {
        return uri;
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public InputStream getRequestBody() {
        return requestBody;
    }

    @Override
    public OutputStream getResponseBody() {
        return responseBody;
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public String getProtocol() {
        return protocol;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return address(true);
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return address(false);
    }

    private InetSocketAddress address(boolean remote) {
        // for an HTTP/2 stream, the address of its connection
        Channel connection = channel.parent() instanceof SocketChannel parent ? parent : channel;
        return (InetSocketAddress) (remote ? connection.remoteAddress() : connection.localAddress());
    }

    @Override
    public HttpContext getHttpContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getAttribute(String name) {
        return null;
    }

    @Override
    public void setAttribute(String name, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return null;
    }
}
