// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.ScriptedResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of a reader as Graph receives them, and its state as {@link DriveWatch} shows it. */
class ItemRequestTest {

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

    private List<GraphRequest> deltas() {
        return scene.simulator().requests().stream()
                .filter(request -> request.rawPath().contains("delta"))
                .toList();
    }

    @Test
    void first_request_has_the_complete_url_and_all_headers() {
        Map<String, String> values = Map.of(
                "drivechange.delta.select", "file.hashes,shared",
                "drivechange.delta.prefer", "hierarchicalsharing,deltashowsharingchanges",
                "drivechange.graph.user-agent", "NONISV|contoso|app/1.0");
        try (TestApplication application = scene.startOpen(values, ItemMirror.class)) {
            application.watch(TARGET).readDelta();
            await().until(() -> deltas().size() > 1);
        }
        GraphRequest first = deltas().get(0);
        assertThat(first.method()).isEqualTo("GET");
        assertThat(first.rawPath()).isEqualTo("/v1.0/drives/" + scene.drive().driveId() + "/root/delta");
        assertThat(first.rawQuery())
                .isEqualTo("$select=id,name,size,eTag,cTag,webUrl,createdDateTime,lastModifiedDateTime,createdBy,"
                        + "lastModifiedBy,deleted,root,file,folder,package,remoteItem,parentReference,file.hashes,shared"
                        + "&token=latest");
        assertThat(deltas())
                .allSatisfy(request -> assertThat(request.headers())
                        .containsEntry("Authorization", "Bearer secret-token-of-the-default-account")
                        .containsEntry("Accept", "application/json")
                        .hasEntrySatisfying(
                                "User-Agent", agent -> assertThat(agent).startsWith("NONISV|contoso|app/1.0"))
                        .hasEntrySatisfying(
                                "Prefer",
                                prefer ->
                                        assertThat(prefer).contains("hierarchicalsharing", "deltashowsharingchanges")));
    }

    @Test
    void last_complete_round_of_the_previous_process_is_known_before_the_next_round() {
        Instant before;
        try (TestApplication application = scene.startOpen(Map.of(), ItemMirror.class)) {
            before = application.watch(TARGET).lastDelta().orElseThrow();
        }
        scene.drive()
                .script(
                        DeltaStage.DRIVE,
                        Collections.nCopies(1000, ScriptedResponse.error(503, "serviceNotAvailable", "later"))
                                .toArray(ScriptedResponse[]::new));
        try (TestApplication application = scene.start(Map.of(), ItemMirror.class)) {
            ItemScene.awaitRound(application, TARGET);
            assertThat(application.watch(TARGET).lastDelta()).contains(before);
        }
    }

    @Test
    void error_of_the_session_precedes_the_error_of_the_observers() {
        try (TestApplication application = scene.startOpen(Map.of(), FailingItems.class)) {
            DriveWatch watch = application.watch(TARGET);
            scene.drive().pageSize(10);
            scene.drive().bulk(10);
            await().until(() ->
                    watch.lastError().filter(error -> error.contains("DRC4001")).isPresent());
            scene.simulator().refuseUpgrades(Integer.MAX_VALUE);
            scene.simulator().drop(TARGET, DropMode.RESET);
            await().until(() ->
                    watch.lastError().filter(error -> error.contains("DRC3")).isPresent());
            scene.simulator().refuseUpgrades(0);
            await().until(() -> watch.state() == DriveWatch.State.OPEN);
            await().until(() ->
                    watch.lastError().filter(error -> error.contains("DRC4001")).isPresent());
            application.bean(FailingItems.class).fail(0);
            await().until(() -> watch.lastError().isEmpty());
        }
    }

    @Test
    void change_between_the_first_round_and_the_opening_of_the_session_is_delivered() {
        scene.simulator().refuseUpgrades(Integer.MAX_VALUE);
        try (TestApplication application =
                scene.start(Map.of("drivechange.delta.poll-interval", "P1D"), ItemMirror.class)) {
            ItemScene.awaitRound(application, TARGET);
            ItemMirror mirror = application.bean(ItemMirror.class);
            String id = scene.drive().create(scene.drive().root(), "file", 1);
            assertThat(scene.simulator().sessions(TARGET))
                    .as("no session receives a notification")
                    .isZero();
            scene.simulator().refuseUpgrades(0);
            await().until(() -> mirror.names().containsKey(id));
            assertThat(application.watch(TARGET).notifications()).isZero();
        }
    }

    @Test
    void polls_deliver_changes_while_graph_refuses_the_subscription() {
        scene.simulator().always(TARGET, ScriptedResponse.error(404, "itemNotFound", "no socket.io here"));
        try (TestApplication application =
                scene.start(Map.of("drivechange.delta.poll-interval", "PT0.5S"), ItemMirror.class)) {
            ItemScene.awaitRound(application, TARGET);
            ItemMirror mirror = application.bean(ItemMirror.class);
            for (int i = 1; i <= 3; i++) {
                String id = scene.drive().create(scene.drive().root(), "file-" + i, 1);
                await().until(() -> mirror.names().containsKey(id));
            }
            DriveWatch watch = application.watch(TARGET);
            assertThat(watch.state()).isNotEqualTo(DriveWatch.State.OPEN);
            assertThat(watch.lastError())
                    .hasValueSatisfying(error -> assertThat(error).contains("itemNotFound"));
            assertThat(mirror.resets()).isEmpty();
        }
    }
}
