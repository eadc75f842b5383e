// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.RuntimeThreads;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopTest {

    private static final String ME = "/me/drive/root";

    @ApplicationScoped
    static class Inbox {
        @DriveChange(target = ME)
        void changed(DriveNotification n) {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "frozen", "gone"})
    void stop_leaves_no_thread_and_no_socket_even_if_the_server_fails(String server) {
        GraphSimulator simulator = GraphSimulator.start();
        try {
            TestApplication application = TestApplication.start(simulator, Inbox.class, EventRecorder.class);
            application.events().awaitOpened(ME, 1);
            assertThat(RuntimeThreads.names()).isNotEmpty();
            if (server.equals("frozen")) {
                simulator.freeze();
            } else if (server.equals("gone")) {
                simulator.close();
            }
            DriveWatch watch = application.watch(ME);
            long before = System.nanoTime();
            application.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(watch.state()).isEqualTo(DriveWatch.State.CLOSED);
            RuntimeThreads.awaitEnd();
            if (server.equals("live")) {
                await().until(() -> simulator.openSockets() == 0);
            }
        } finally {
            simulator.close();
        }
    }

    /** Observer that blocks until it is interrupted. */
    @ApplicationScoped
    static class Stuck {

        private static final CountDownLatch NEVER = new CountDownLatch(1);

        @DriveChange(target = ME)
        void changed(DriveNotification n) throws InterruptedException {
            NEVER.await();
        }
    }

    @Test
    void blocking_observer_is_interrupted_on_stop_and_gets_no_further_event() {
        try (GraphSimulator simulator = GraphSimulator.start()) {
            TestApplication application = TestApplication.start(simulator, Stuck.class, EventRecorder.class);
            application.events().awaitOpened(ME, 1);
            for (int i = 0; i < 10; i++) {
                simulator.emit(ME);
            }
            await().until(() -> application.watch(ME).notifications() == 10);
            application.close();
            RuntimeThreads.awaitEnd();
        }
    }

    /** Keeps its events after the end of the container. */
    @ApplicationScoped
    static class ClosedTargets {

        private static final java.util.Set<String> CLOSED = java.util.concurrent.ConcurrentHashMap.newKeySet();

        void closed(@jakarta.enterprise.event.Observes org.drivechange.DriveSessionClosed closed) {
            CLOSED.add(closed.target().path());
        }
    }

    @Test
    void stop_on_an_interrupted_thread_closes_all_sockets_and_delivers_the_last_events() {
        ClosedTargets.CLOSED.clear();
        try (GraphSimulator simulator = GraphSimulator.start()) {
            TestApplication application = TestApplication.start(simulator, ClosedTargets.class, EventRecorder.class);
            for (int i = 0; i < 20; i++) {
                application.changes().watch(DriveTarget.parse("/drives/stop" + i + "/root"));
            }
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> application.changes().watches().stream()
                            .allMatch(watch -> watch.state() == DriveWatch.State.OPEN));
            Thread.currentThread().interrupt();
            try {
                application.close();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(ClosedTargets.CLOSED).hasSize(20);
            await().until(() -> simulator.openSockets() == 0);
            RuntimeThreads.awaitEnd();
        }
    }

    @Test
    void application_stops_while_connecting() {
        try (GraphSimulator simulator = GraphSimulator.start()) {
            simulator.freeze();
            TestApplication application = TestApplication.start(simulator, Inbox.class, EventRecorder.class);
            await().until(() -> application.watch(ME).state() == DriveWatch.State.CONNECTING);
            application.close();
            RuntimeThreads.awaitEnd();
        }
    }

    @Test
    void websocket_opened_after_stop_is_closed_immediately() throws Exception {
        try (GraphSimulator simulator = GraphSimulator.start();
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            simulator.always(
                    ME, ScriptedResponse.json("""
                    {"id": "1", "expirationDateTime": "%s", "notificationUrl": "ws://localhost:%d/?token=s3cr3t"}
                    """.formatted(Instant.now().plusSeconds(600), server.getLocalPort())));
            TestApplication application = TestApplication.start(simulator, Inbox.class, EventRecorder.class);
            try (Socket socket = server.accept()) {
                String accept = UpgradeRequest.read(socket.getInputStream()).accept();
                application.close();
                socket.getOutputStream()
                        .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                        + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.setSoTimeout(5000);
                assertThat(socket.getInputStream().read())
                        .as("a close frame, or the end")
                        .isIn(0x88, -1);
            }
        }
    }

    /** Answers a WebSocket handshake (RFC 6455, section 4.2). */
    private record UpgradeRequest(String key) {

        static UpgradeRequest read(InputStream in) throws IOException {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            String key = "";
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                    key = line.substring(line.indexOf(':') + 1).strip();
                }
            }
            return new UpgradeRequest(key);
        }

        String accept() throws NoSuchAlgorithmException {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        }
    }

    /** Handler that takes a while for the last line of a session. */
    private static final class SlowHandler extends Handler {

        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (!line.getMessage().contains("Stop[")) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
                written.add(line.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void stop_writes_the_pending_log_lines() {
        Logger logger = Logger.getLogger("org.drivechange");
        SlowHandler handler = new SlowHandler();
        Level level = logger.getLevel();
        logger.setLevel(Level.FINE);
        logger.addHandler(handler);
        try (GraphSimulator simulator = GraphSimulator.start()) {
            try (TestApplication application = TestApplication.start(simulator, Inbox.class, EventRecorder.class)) {
                application.events().awaitOpened(ME, 1);
            }
            assertThat(handler.written).hasSize(1);
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(level);
        }
    }
}
