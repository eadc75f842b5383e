// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.RuntimeThreads;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.spi.AccessTokenProvider;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Test;

/** Tests a token provider that hangs for one account and ignores interrupts. */
class HangingProviderTest {

    private static final int BAD = 40;
    private static final String GOOD = "/drives/good/root";

    @ApplicationScoped
    static class TokenProvider implements AccessTokenProvider {

        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public String accessToken(String account) {
            while (account.equals("bad") && released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException ignored) {
                    // like a socket read without a timeout
                }
            }
            return "token-of-" + account;
        }

        void release() {
            released.countDown();
        }
    }

    @Test
    void hanging_provider_does_not_delay_sessions_of_another_account() {
        try (GraphSimulator simulator = GraphSimulator.start();
                LogLines log = new LogLines();
                var application = TestApplication.start(
                        Map.of(
                                "drivechange.graph.url", simulator.graphUrl(),
                                "drivechange.connect-timeout", "PT0.5S",
                                "drivechange.reconnect.delay", "PT0.05S",
                                "drivechange.reconnect.max-delay", "PT0.2S"),
                        TokenProvider.class,
                        EventRecorder.class)) {
            TokenProvider tokens = application.bean(TokenProvider.class);
            List<DriveWatch> bad = IntStream.range(0, BAD)
                    .mapToObj(number ->
                            application.changes().watch(DriveTarget.parse("/drives/b" + number + "/root"), "bad"))
                    .toList();
            try {
                // all of its calls have exceeded their deadline
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> !warnings(log).isEmpty());
                application.changes().watch(DriveTarget.parse(GOOD), "good");
                application.events().awaitOpened(GOOD, 1);
                for (int i = 2; i < 5; i++) {
                    simulator.drop(GOOD, DropMode.DISCONNECT);
                    application.events().awaitOpened(GOOD, i);
                }
                assertThat(RuntimeThreads.names())
                        .filteredOn(name -> name.startsWith("drivechange-token"))
                        .hasSizeLessThan(10);
                assertThat(warnings(log)).singleElement().asString().contains("\"bad\"", "4 calls");
            } finally {
                tokens.release();
            }
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> bad.stream().allMatch(watch -> watch.state() == DriveWatch.State.OPEN));
        }
    }

    private static List<String> warnings(LogLines log) {
        return log.lines().stream().filter(line -> line.startsWith("DRC2014")).toList();
    }
}
