// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP listener: Graph and the control API on one port, a thread for each request that is being answered. */
final class HttpSide {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final int BACKLOG = 1024;

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool(HttpSide::thread);

    HttpSide(int port) {
        // read once in a JVM; without it each answer waits 40 ms for the client's acknowledgement of its headers
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
        } catch (IOException taken) {
            throw new UncheckedIOException("Cannot listen on Graph port " + port + ": " + taken.getMessage(), taken);
        }
        server.setExecutor(threads);
    }

    void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    void start() {
        server.start();
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    void stop() {
        threads.shutdownNow();
        server.stop(0);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "drivechange-simulator-graph");
        thread.setDaemon(true);
        return thread;
    }
}
