// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLContext;

/** HTTP listener on the loopback interface with one thread per active request. */
public final class HttpListener {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final int BACKLOG = 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool(HttpListener::thread);

    private final Listener listener;

    private final String scheme;

    public HttpListener(int port, Optional<SSLContext> tls) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
            listener = tls.isPresent() ? encrypted(address, tls.get()) : plain(address);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on Graph port " + port + ": " + e.getMessage(), e);
        }
        scheme = tls.isPresent() ? "https" : "http";
    }

    /** Common operations of the plain and the TLS server. */
    private record Listener(BiConsumer<String, HttpHandler> serve, Runnable start, IntSupplier port, Runnable stop) {}

    private Listener plain(InetSocketAddress address) throws IOException {
        // read once per JVM; without it each response waits 40 ms for the client's acknowledgement of its headers
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(address, BACKLOG);
        server.setExecutor(threads);
        return new Listener(server::createContext, server::start, server.getAddress()::getPort, () -> server.stop(0));
    }

    private Listener encrypted(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = new HttpsServer(address, BACKLOG, tls, threads);
        return new Listener(server::serve, server::start, server::port, server::stop);
    }

    public void serve(String path, HttpHandler handler) {
        listener.serve().accept(path, handler);
    }

    public void start() {
        listener.start().run();
    }

    public String url(String path) {
        return scheme + "://localhost:" + listener.port().getAsInt() + path;
    }

    public void stop() {
        threads.shutdownNow();
        listener.stop().run();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "drivechange-simulator-http");
        thread.setDaemon(true);
        return thread;
    }
}
