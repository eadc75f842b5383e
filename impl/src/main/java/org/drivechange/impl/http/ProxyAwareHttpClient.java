// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Sends HTTP requests through the proxy that the JDK's settings select. Never follows redirects. Callers enforce timeouts by interrupting the thread.
 */
public final class ProxyAwareHttpClient implements AutoCloseable {

    /** Valid responses have a few kilobytes. */
    private static final int MAX_BODY = 256 * 1024;

    private final Executor executor;
    private final Map<Optional<HttpProxy>, HttpClient> clients = new HashMap<>();

    /** Creates a client. The JDK's client is created by the first request, on its thread. */
    public ProxyAwareHttpClient(Executor executor) {
        this.executor = executor;
    }

    /** Handler of bodies with a few kilobytes. Truncates a longer one. */
    static BodySubscriber<byte[]> shortBody(ResponseInfo head) {
        return new BoundedBodySubscriber(MAX_BODY);
    }

    /** Reads a response, whose body may still be received. */
    interface ResponseReader<B, T> {
        T read(HttpResponse<B> response) throws IOException, InterruptedException;
    }

    /**
     * Sends a request, waits for its response and reads it. After a request without a complete response, the JDK's client is
     * dropped with its pooled connections: a network that silently dropped one has dropped the others, too.
     *
     * @param proxy the current proxy for the request's address
     */
    <B, T> T exchange(
            URI uri,
            HttpRequest.Builder request,
            Optional<HttpProxy> proxy,
            BodyHandler<B> body,
            ResponseReader<B, T> reader)
            throws IOException, InterruptedException {
        request.setHeader("Accept-Encoding", "identity");
        proxy.flatMap(used -> used.authorization(uri))
                .ifPresent(authorization -> request.header("Proxy-Authorization", authorization));
        HttpClient client = client(proxy);
        boolean answered = false;
        try {
            T result = reader.read(client.send(request.uri(uri).build(), body));
            answered = true;
            return result;
        } finally {
            if (!answered) {
                drop(proxy, client);
            }
        }
    }

    /**
     * Returns the client of a proxy. Each proxy has its own, so none receives another's password if the JDK's settings
     * change.
     */
    private synchronized HttpClient client(Optional<HttpProxy> proxy) {
        return clients.computeIfAbsent(
                proxy,
                through -> HttpClient.newBuilder()
                        // HTTP/2 keeps the connection of a cancelled request; over http: a socket.io server on the
                        // same port ignores the h2c upgrade without responding
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(through.map(HttpProxy::selector).orElse(HttpClient.Builder.NO_PROXY))
                        .executor(executor)
                        .build());
    }

    /** Drops a client. Pending requests of other threads continue; the JDK stops the client after them. */
    private synchronized void drop(Optional<HttpProxy> proxy, HttpClient client) {
        clients.remove(proxy, client);
    }

    /** Stops the clients if the JDK supports it (since 21). Otherwise their threads end with their thread group. */
    @Override
    public synchronized void close() {
        try {
            Method shutdownNow = HttpClient.class.getMethod("shutdownNow");
            for (HttpClient client : clients.values()) {
                shutdownNow.invoke(client);
            }
        } catch (ReflectiveOperationException ignored) {
            // older JDK
        }
        clients.clear();
    }
}
