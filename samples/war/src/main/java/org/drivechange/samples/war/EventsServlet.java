// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends the parts of the page as server-sent events: first all parts, then each changed part. A slow page receives
 * fewer, newer states; nothing is queued.
 */
@WebServlet(urlPatterns = "/events", asyncSupported = true)
public class EventsServlet extends HttpServlet {

    private static final int MAX_CLIENTS = 32;
    private static final String TYPE = "text/event-stream;charset=UTF-8";

    @Inject
    private transient EventBoard board;

    private transient ExecutorService clients;

    /** Dedicated threads, one per open page: a server's pool is for short requests. */
    @Override
    public void init() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        clients = new ThreadPoolExecutor(0, MAX_CLIENTS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "drivechange-page");
            thread.setContextClassLoader(loader);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Answers HEAD without starting a stream: without writes, the end of the connection would not be detected. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType(TYPE);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(TYPE);
        PrintWriter out = response.getWriter();
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        FutureTask<Void> stream = new FutureTask<>(() -> stream(out, async));
        async.addListener(new CancelOnDisconnect(stream));
        try {
            clients.execute(stream);
        } catch (RejectedExecutionException ignored) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            async.complete();
        }
    }

    /**
     * Runs until a write detects that the client has disconnected, or until the application stops and interrupts it.
     */
    private Void stream(PrintWriter out, AsyncContext async) throws InterruptedException {
        Map<String, String> sent = new HashMap<>();
        try {
            while (!out.checkError()) {
                int version = board.version();
                HtmlRenderer.parts(board).forEach((id, html) -> {
                    if (!html.equals(sent.put(id, html))) {
                        out.write("event: " + id + "\ndata: " + html + "\n\n");
                    }
                });
                out.write(":\n\n");
                out.flush();
                board.awaitChange(version);
            }
        } finally {
            async.complete();
        }
        return null;
    }

    @Override
    public void destroy() {
        clients.shutdownNow();
    }
}
