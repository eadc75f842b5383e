// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Requests through the proxy that the JDK's settings name. Redirections are never followed, and long answers are cut off.
 * Whoever asks interrupts the thread when it has waited long enough.
 */
public final class ProxyAwareHttpClient implements AutoCloseable {

    /** Answers have a few kilobytes; whatever is longer is none. */
    private static final int MAX_BODY = 256 * 1024;

    private final Executor executor;
    private final Map<Optional<HttpProxy>, HttpClient> clients = new HashMap<>();

    /** Makes an adapter; the HTTP client comes to be with the first request, on the thread that makes it. */
    public ProxyAwareHttpClient(Executor executor) {
        this.executor = executor;
    }

    /**
     * Sends a request and waits for its answer. The client that sent a request without an answer is dropped with all of its
     * pooled connections: a network that forgot one of them in silence has forgotten the others, too.
     *
     * @param proxy what stands before the request's address now
     */
    HttpResponse<byte[]> send(URI uri, HttpRequest.Builder request, Optional<HttpProxy> proxy)
            throws IOException, InterruptedException {
        request.setHeader("Accept-Encoding", "identity");
        proxy.flatMap(one -> one.authorization(uri))
                .ifPresent(authorization -> request.header("Proxy-Authorization", authorization));
        HttpClient client = client(proxy);
        boolean answered = false;
        try {
            HttpResponse<byte[]> response =
                    client.send(request.uri(uri).build(), head -> new BoundedBodySubscriber(MAX_BODY));
            answered = true;
            return response;
        } finally {
            if (!answered) {
                drop(proxy, client);
            }
        }
    }

    /** One for each proxy, so that none is shown another's password should the JDK's settings change in between. */
    private synchronized HttpClient client(Optional<HttpProxy> proxy) {
        return clients.computeIfAbsent(
                proxy,
                through -> HttpClient.newBuilder()
                        // a request that was given up closes its connection, which one of HTTP/2 does not; over http:
                        // an
                        // offer of h2c is an upgrade, which a socket.io server on the same port swallows without an
                        // answer
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(through.map(HttpProxy::selector).orElse(HttpClient.Builder.NO_PROXY))
                        .executor(executor)
                        .build());
    }

    /** Requests that others have under way on it go on; the JDK ends it when they are through. */
    private synchronized void drop(Optional<HttpProxy> proxy, HttpClient client) {
        clients.remove(proxy, client);
    }

    /** Ends the clients where the JDK can (since 21); else their threads end with the group that they were made in. */
    @Override
    public synchronized void close() {
        try {
            Method shutdownNow = HttpClient.class.getMethod("shutdownNow");
            for (HttpClient client : clients.values()) {
                shutdownNow.invoke(client);
            }
        } catch (ReflectiveOperationException olderJdk) {
            // nothing more can be done
        }
        clients.clear();
    }
}
