// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Test;

/** Tests an endless response to the WebSocket's request, with Tyrus, which the README recommends for this case. */
class EndlessHeaderTest {

    private static final String TARGET = "/drives/endless-header/root";
    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS = 1_000;

    /** Network buffers take some megabytes. */
    private static final int MOST_CHUNKS = 200;

    @Test
    void endless_header_ends_the_attempt_and_the_next_one_opens_the_target() throws IOException {
        Map<String, String> quick =
                Map.of("drivechange.connect-timeout", "PT2S", "drivechange.reconnect.max-delay", "PT0.2S");
        try (GraphSimulator simulator = GraphSimulator.start();
                ServerSocket endless = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestApplication application = TestApplication.start(simulator, quick, EventRecorder.class)) {
            endless.setSoTimeout(10_000);
            simulator.script(
                    TARGET,
                    ScriptedResponse.json("{\"id\":\"1\",\"notificationUrl\":\"http://localhost:"
                            + endless.getLocalPort() + "/notifications?token=s3cr3t\"}"));
            DriveWatch watch = application.changes().watch(DriveTarget.parse(TARGET));
            try (Socket client = endless.accept()) {
                assertThat(chunksTaken(client)).isLessThan(MOST_CHUNKS);
            }
            application.events().awaitOpened(TARGET, 1);
            await().atMost(Duration.ofSeconds(10)).until(() -> watch.state() == DriveWatch.State.OPEN);
        }
    }

    private static int chunksTaken(Socket client) {
        byte[] chunk = "x".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
        int taken = 0;
        try {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 101 Switching Protocols\r\nX-Endless: ".getBytes(StandardCharsets.US_ASCII));
            while (taken < CHUNKS) {
                out.write(chunk);
                taken++;
            }
        } catch (IOException ignored) {
            // expected
        }
        return taken;
    }
}
