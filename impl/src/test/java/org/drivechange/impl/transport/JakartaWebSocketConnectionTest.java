// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.drivechange.impl.diagnostics.Redactor;
import org.junit.jupiter.api.Test;

class JakartaWebSocketConnectionTest {

    private static final int MAX_WAITING = 1024;

    private final List<String> sent = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final LostConnections lost = new LostConnections();

    private final RemoteEndpoint.Basic remote = fake(RemoteEndpoint.Basic.class, arguments -> {
        sent.add((String) arguments[0]);
        return null;
    });

    private final JakartaWebSocketConnection connection =
            connection(fake(Session.class, arguments -> remote), tasks::add);

    private JakartaWebSocketConnection connection(Session session, Executor threads) {
        return new JakartaWebSocketConnection(
                session, lost, Redactor.none(), new BlockingFrameWriter(session, threads));
    }

    private interface Answer {
        Object to(Object... arguments) throws Exception;
    }

    /** Returns a proxy whose methods all return the same answer. */
    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.to(arguments)));
    }

    @Test
    void blocking_frames_are_sent_in_order_on_a_pool_thread() {
        connection.send("a");
        connection.send("b");
        assertThat(sent).isEmpty();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        connection.send("c");
        tasks.remove().run();
        assertThat(sent).containsExactly("a", "b", "c");
        assertThat(lost.found()).isEmpty();
    }

    @Test
    void connection_to_a_server_that_reads_nothing_ends_before_memory_fills() {
        for (int i = 0; i < MAX_WAITING; i++) {
            connection.send("43/notifications,7[]");
        }
        assertThat(lost.found()).isEmpty();
        connection.send("43/notifications,7[]");
        assertThat(lost.found()).containsExactly("the server does not read the frames sent to it");
        assertThat(tasks).hasSize(1);
    }

    @Test
    void close_releases_a_thread_that_waits_to_send() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        RemoteEndpoint.Basic full = fake(RemoteEndpoint.Basic.class, arguments -> {
            sending.countDown();
            new CountDownLatch(1).await();
            return null;
        });
        JakartaWebSocketConnection blocked = connection(
                fake(Session.class, arguments -> arguments == null ? full : null), task -> new Thread(task).start());
        blocked.send("a");
        sending.await();
        blocked.close(false);
        await().until(() -> lost.found().size() == 1);
    }

    /** Completes a frame on request. */
    private static final class ManualFrameWriter implements FrameWriter {

        private final List<String> sent = new ArrayList<>();
        private final Queue<Consumer<Throwable>> completions = new ArrayDeque<>();
        private int givenUp;

        @Override
        public void text(String frame, Consumer<Throwable> done) {
            sent.add(frame);
            completions.add(done);
        }

        @Override
        public void ping(ByteBuffer data, Consumer<Throwable> done) {
            text("ping", done);
        }

        @Override
        public void giveUp() {
            givenUp++;
        }
    }

    @Test
    void asynchronous_frame_is_sent_after_the_previous_one_completed() {
        ManualFrameWriter writer = new ManualFrameWriter();
        JakartaWebSocketConnection asynchronous =
                new JakartaWebSocketConnection(fake(Session.class, arguments -> null), lost, Redactor.none(), writer);
        asynchronous.send("a");
        asynchronous.send("b");
        asynchronous.ping();
        assertThat(writer.sent).containsExactly("a");
        writer.completions.remove().accept(null);
        assertThat(writer.sent).containsExactly("a", "b");
        writer.completions.remove().accept(null);
        writer.completions.remove().accept(null);
        assertThat(writer.sent).containsExactly("a", "b", "ping");
        asynchronous.send("c");
        assertThat(writer.sent).endsWith("c");
    }

    @Test
    void frames_completed_at_once_do_not_recurse() {
        Session session = fake(
                Session.class,
                arguments -> fake(RemoteEndpoint.Async.class, sending -> {
                    sent.add((String) sending[0]);
                    ((SendHandler) sending[1]).onResult(new SendResult());
                    return null;
                }));
        JakartaWebSocketConnection asynchronous =
                new JakartaWebSocketConnection(session, lost, Redactor.none(), new AsyncFrameWriter(session));
        for (int i = 0; i < 100_000; i++) {
            asynchronous.send("3");
        }
        assertThat(sent).hasSize(100_000);
        assertThat(lost.found()).isEmpty();
    }

    @Test
    void queued_frames_are_sent_in_turn_without_recursion() {
        List<SendHandler> first = new ArrayList<>();
        Session session = fake(
                Session.class,
                arguments -> fake(RemoteEndpoint.Async.class, sending -> {
                    sent.add((String) sending[0]);
                    if (first.isEmpty()) {
                        first.add((SendHandler) sending[1]);
                    } else {
                        ((SendHandler) sending[1]).onResult(new SendResult());
                    }
                    return null;
                }));
        JakartaWebSocketConnection asynchronous =
                new JakartaWebSocketConnection(session, lost, Redactor.none(), new AsyncFrameWriter(session));
        for (int i = 0; i < MAX_WAITING; i++) {
            asynchronous.send("3");
        }
        assertThat(sent).hasSize(1);
        first.get(0).onResult(new SendResult());
        assertThat(sent).hasSize(MAX_WAITING);
    }

    @Test
    void rejected_frame_ends_the_connection_and_drops_queued_frames() {
        ManualFrameWriter writer = new ManualFrameWriter();
        JakartaWebSocketConnection asynchronous =
                new JakartaWebSocketConnection(fake(Session.class, arguments -> null), lost, Redactor.none(), writer);
        asynchronous.send("a");
        asynchronous.send("b");
        writer.completions.remove().accept(new IOException("broken pipe"));
        assertThat(writer.sent).containsExactly("a");
        assertThat(lost.found()).containsExactly("IOException: broken pipe");
        assertThat(writer.givenUp).isOne();
    }
}
