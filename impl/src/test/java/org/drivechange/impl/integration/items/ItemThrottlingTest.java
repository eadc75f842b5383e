// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DeltaFault;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.ScriptedResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Throttling of one account: its readers and its sessions pause together. */
class ItemThrottlingTest {

    private static final String OTHER = "/drives/other/root";

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** The clocks of simulator and application differ by less than this. */
    private static final Duration PRECISION = Duration.ofMillis(50);

    @TempDir
    private Path directory;

    private ItemScene scene;

    @BeforeEach
    void create() {
        scene = new ItemScene(directory);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private List<GraphRequest> requests(Predicate<GraphRequest> of) {
        return scene.simulator().requests().stream().filter(of).toList();
    }

    private static boolean isDelta(GraphRequest request) {
        return request.rawPath().contains("delta");
    }

    private static boolean isSubscriptionOfOther(GraphRequest request) {
        return request.rawPath().contains("/drives/other/root/subscriptions");
    }

    private static void assertDelayed(GraphRequest delayed, GraphRequest throttled) {
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(Duration.between(throttled.at(), delayed.at()))
                .isBetween(PAUSE.minus(PRECISION), PAUSE.plusSeconds(10));
    }

    /** The error is set after the account pauses. */
    private static void awaitThrottled(DriveWatch watch) {
        await().until(() ->
                watch.lastError().filter(error -> error.contains("DRC2429")).isPresent());
    }

    @Test
    void throttled_delta_delays_the_request_of_a_session_of_the_account() {
        try (TestApplication application = scene.startOpen(Map.of(), ItemMirror.class)) {
            scene.drive().script(DeltaStage.LINK, ScriptedResponse.throttled(PAUSE));
            application.watch(TARGET).readDelta();
            awaitThrottled(application.watch(TARGET));
            GraphRequest throttled =
                    requests(request -> request.status() == 429).get(0);
            assertThat(isDelta(throttled)).isTrue();
            application.changes().watch(DriveTarget.parse(OTHER));
            await().until(() -> application.watch(OTHER).state() == DriveWatch.State.OPEN);
            assertDelayed(requests(ItemThrottlingTest::isSubscriptionOfOther).get(0), throttled);
        }
    }

    @Test
    void throttled_session_delays_the_delta_of_the_account() {
        try (TestApplication application = scene.startOpen(Map.of(), ItemMirror.class)) {
            scene.simulator().script(OTHER, ScriptedResponse.throttled(PAUSE));
            application.changes().watch(DriveTarget.parse(OTHER));
            awaitThrottled(application.watch(OTHER));
            GraphRequest throttled =
                    requests(request -> request.status() == 429).get(0);
            assertThat(isSubscriptionOfOther(throttled)).isTrue();
            int before = requests(ItemThrottlingTest::isDelta).size();
            application.watch(TARGET).readDelta();
            await().until(() -> requests(ItemThrottlingTest::isDelta).size() > before);
            assertDelayed(requests(ItemThrottlingTest::isDelta).get(before), throttled);
        }
    }

    @Test
    void exhausted_rate_limit_delays_the_next_request_of_the_account() {
        try (TestApplication application = scene.startOpen(Map.of(), ItemMirror.class)) {
            int before = requests(ItemThrottlingTest::isDelta).size();
            scene.drive().fault(DeltaFault.RATE_LIMIT_HEADERS);
            DriveWatch watch = application.watch(TARGET);
            Instant last = watch.lastDelta().orElseThrow();
            watch.readDelta();
            await().until(() -> watch.lastDelta().orElseThrow().isAfter(last));
            watch.readDelta();
            await().until(() -> requests(ItemThrottlingTest::isDelta).size() > before + 1);
            List<GraphRequest> deltas = requests(ItemThrottlingTest::isDelta);
            assertThat(Duration.between(
                            deltas.get(before).at(), deltas.get(before + 1).at()))
                    .isBetween(Duration.ofSeconds(1).minus(PRECISION), Duration.ofSeconds(10));
            assertThat(watch.lastError()).isEmpty();
        }
    }
}
