// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.network;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.HttpProxyServerBootstrap;
import org.littleshoot.proxy.ProxyAuthenticator;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** LittleProxy on a random port, which records the relayed requests. */
final class RealProxy implements AutoCloseable {

    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final HttpProxyServer server;

    private RealProxy(ProxyAuthenticator authenticator) {
        HttpProxyServerBootstrap bootstrap = DefaultHttpProxyServer.bootstrap()
                .withPort(0)
                .withAllowLocalOnly(true)
                .withFiltersSource(new HttpFiltersSourceAdapter() {
                    @Override
                    public HttpFilters filterRequest(HttpRequest request, ChannelHandlerContext context) {
                        passed.add(line(request));
                        return super.filterRequest(request, context);
                    }
                });
        server = (authenticator == null ? bootstrap : bootstrap.withProxyAuthenticator(authenticator)).start();
    }

    static RealProxy open() {
        return new RealProxy(null);
    }

    static RealProxy withPassword(String user, String password) {
        return new RealProxy(new ProxyAuthenticator() {
            @Override
            public boolean authenticate(String givenUser, String givenPassword) {
                return user.equals(givenUser) && password.equals(givenPassword);
            }

            @Override
            public String getRealm() {
                return "test";
            }
        });
    }

    InetSocketAddress address() {
        return server.getListenAddress();
    }

    /** Returns the method and the path or host of each relayed request. */
    List<String> passed() {
        return passed;
    }

    private static String line(HttpRequest request) {
        String uri = request.uri();
        return request.method() + " "
                + (uri.startsWith("http") ? URI.create(uri).getPath() : uri);
    }

    @Override
    public void close() {
        server.abort();
    }
}
