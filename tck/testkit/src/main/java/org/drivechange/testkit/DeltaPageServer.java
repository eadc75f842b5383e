// SPDX-License-Identifier: Apache-2.0
package org.drivechange.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/**
 * HTTP server with the delta of one large drive, for measurements: it creates pages from a template, and has no state. It has no
 * socket.io endpoint.
 */
public final class DeltaPageServer implements AutoCloseable {

    /** Number of items of a page. */
    public static final int ITEMS_PER_PAGE = 200;

    private static final String PAGE = "page=";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int pages;
    private final int largeEvery;
    private final IntConsumer requested;
    private final ItemPageTemplate small;
    private final ItemPageTemplate large;

    /**
     * Starts a server.
     *
     * @param pages number of pages of a baseline
     * @param itemBytes bytes of an item, about
     * @param largeEvery interval of pages of 1 MiB, 0 for none
     * @param requested receives the number of each requested page, on any thread
     */
    public DeltaPageServer(int pages, int itemBytes, int largeEvery, IntConsumer requested) throws IOException {
        this.pages = pages;
        this.largeEvery = largeEvery;
        this.requested = requested;
        this.small = ItemPageTemplate.create(ITEMS_PER_PAGE, itemBytes);
        this.large = ItemPageTemplate.create(ITEMS_PER_PAGE, (1 << 20) / ITEMS_PER_PAGE - 1);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns Graph's address and version. */
    public String graphUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1.0";
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.contains("socketIo")) {
                send(exchange, 404, bytes("{\"error\":{\"code\":\"itemNotFound\",\"message\":\"none\"}}"));
            } else if (path.contains("delta")) {
                send(exchange, 200, page(exchange.getRequestURI().getQuery()));
            } else {
                send(exchange, 200, bytes("{\"id\":\"d\",\"driveType\":\"business\"}"));
            }
        }
    }

    private byte[] page(String query) {
        int from = query == null ? -1 : query.indexOf(PAGE);
        int page = from < 0 ? 0 : Integer.parseInt(query.substring(from + PAGE.length()));
        requested.accept(page);
        if (page >= pages) {
            return bytes("{\"value\":[],\"@odata.deltaLink\":\"" + link(pages) + "\"}");
        }
        boolean last = page == pages - 1;
        String end = last ? "\"@odata.deltaLink\":\"" : "\"@odata.nextLink\":\"";
        ItemPageTemplate template = largeEvery > 0 && page % largeEvery == 0 ? large : small;
        return template.page((long) page * ITEMS_PER_PAGE, end + link(page + 1) + "\"}");
    }

    private String link(int page) {
        return graphUrl() + "/drives/d/root/delta?" + PAGE + page;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream to = exchange.getResponseBody()) {
            to.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
