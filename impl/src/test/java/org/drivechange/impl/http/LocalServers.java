// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.drivechange.impl.concurrent.RuntimeExecutors;

/** HTTP servers of a test, and the HTTP client with its threads. */
final class LocalServers implements AutoCloseable {

    private final RuntimeExecutors executors = new RuntimeExecutors(LocalServers.class.getClassLoader());
    private final ProxyAwareHttpClient http = new ProxyAwareHttpClient(executors.blocking());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final List<ServerSocket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    interface Exchange {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    HttpServer start(Exchange answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try {
                answer.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
        servers.add(server);
        return server;
    }

    /** Starts a server that answers one request with these bytes, and closes the connection. */
    String startRaw(byte[] response) throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        threads.execute(() -> {
            try (Socket connection = socket.accept()) {
                readHead(connection);
                connection.getOutputStream().write(response);
                connection.shutdownOutput();
            } catch (IOException ignored) {
                // the test is over
            }
        });
        return "localhost:" + socket.getLocalPort();
    }

    private static void readHead(Socket connection) throws IOException {
        for (int last = 0; last != 0x0d0a0d0a; ) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                throw new IOException("no request");
            }
            last = last << 8 | next;
        }
    }

    static String authority(HttpServer server) {
        return "localhost:" + server.getAddress().getPort();
    }

    ProxyAwareHttpClient http() {
        return http;
    }

    /** Whether the test is still running. */
    boolean running() {
        return over.getCount() > 0;
    }

    void awaitEnd() throws InterruptedException {
        over.await();
    }

    /** Calls on a thread of the executors, as in an application, so that the client's thread ends with them. */
    <T> T call(Callable<T> request) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        start(request, answer);
        return answer.get(20, TimeUnit.SECONDS);
    }

    <T> Future<?> start(Callable<T> request, CompletableFuture<T> answer) {
        return executors.block(() -> {
            try {
                answer.complete(request.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        servers.forEach(server -> server.stop(0));
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
        http.close();
        executors.close();
    }
}
