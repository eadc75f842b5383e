// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** An HTTP listener on the loopback interface, with a thread for each request that is being answered. */
final class HttpSide {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final int BACKLOG = 1024;

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool(HttpSide::thread);

    private final String scheme;

    HttpSide(int port, Optional<SSLContext> tls) {
        // read once in a JVM; without it each answer waits 40 ms for the client's acknowledgement of its headers
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
            server = tls.isPresent() ? encrypted(address, tls.get()) : HttpServer.create(address, BACKLOG);
        } catch (IOException taken) {
            throw new UncheckedIOException("Cannot listen on Graph port " + port + ": " + taken.getMessage(), taken);
        }
        server.setExecutor(threads);
        scheme = tls.isPresent() ? "https" : "http";
    }

    private static HttpServer encrypted(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    void start() {
        server.start();
    }

    String url(String path) {
        return scheme + "://localhost:" + server.getAddress().getPort() + path;
    }

    void stop() {
        threads.shutdownNow();
        server.stop(0);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "drivechange-simulator-http");
        thread.setDaemon(true);
        return thread;
    }
}
