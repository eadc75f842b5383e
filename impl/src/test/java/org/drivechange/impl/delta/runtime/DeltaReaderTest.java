// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drivechange.impl.delta.PageAnswers.failure;
import static org.drivechange.impl.delta.PageAnswers.last;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveReset;
import org.drivechange.impl.delta.DeltaTestSettings;
import org.drivechange.impl.delta.PageAnswers;
import org.drivechange.impl.delta.StepFailure;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.DeltaSettings.Start;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.runtime.AttemptPermit;
import org.drivechange.impl.runtime.ConnectLimiter.Priority;
import org.junit.jupiter.api.Test;

class DeltaReaderTest {

    private static final int PERMITS = 32;

    private ReaderScene scene = new ReaderScene(DeltaTestSettings.of(Start.LATEST, Duration.ZERO, 0, 0));

    private void start() {
        scene.answer(last("start"));
        scene.reader().start();
        scene.run();
    }

    private void deliver() {
        start();
        scene.answer(last("2", "a"));
        scene.reader().read();
        scene.run();
        assertThat(scene.recorder().batches()).hasSize(1);
    }

    private void startBaseline() {
        scene = new ReaderScene(DeltaTestSettings.of(Start.ALL, Duration.ZERO, 0, 0));
        scene.reader().start();
        scene.run();
    }

    @Test
    void time_of_a_reset_is_wall_clock_time() {
        Instant begun = Instant.parse("2026-01-01T00:00:00Z");
        startBaseline();
        DriveReset reset = (DriveReset) scene.recorder().batches().get(0).first();
        assertThat(reset)
                .returns(begun.plus(ReaderScene.WALL), DriveReset::at)
                .returns(DriveReset.Reason.START, DriveReset::reason)
                .returns(ReaderScene.KEY.target(), DriveReset::target);
    }

    @Test
    void lag_of_a_page_ends_when_its_observers_have_returned() {
        start();
        scene.answer(last("2", "a"));
        scene.reader().notified();
        scene.advance(Duration.ofSeconds(3));
        scene.run();
        scene.advance(Duration.ofSeconds(4));
        scene.recorder().outcome().delivered();
        scene.run();
        assertThat(scene.recorder().lags()).containsExactly(Optional.of(Duration.ofSeconds(4)));
        assertThat(scene.reader().statistics().items()).isEqualTo(1);
    }

    @Test
    void rejected_tokens_are_reported_to_the_provider_and_replaced() {
        start();
        scene.answer(failure(ErrorCode.GRAPH_UNAUTHORIZED), failure(ErrorCode.GRAPH_UNAUTHORIZED));
        scene.reader().read();
        scene.run();
        assertThat(scene.rejected()).extracting(AccessToken::value).containsExactly("token-0", "token-1");
        assertThat(scene.recorder().failures()).containsExactly(ErrorCode.GRAPH_UNAUTHORIZED);
        scene.answer(last("2"), last("3"));
        scene.reader().read();
        scene.run();
        assertThat(scene.requests())
                .as("first round, two refused requests, the rest of the round, the requested round")
                .hasSize(5);
        assertThat(scene.reader().statistics().lastError()).isEmpty();
    }

    @Test
    void result_of_a_delivery_that_an_error_has_lost_is_repeated_by_the_sweep() {
        deliver();
        scene.loseNextSignal();
        assertThatThrownBy(() -> scene.recorder().outcome().delivered()).isInstanceOf(OutOfMemoryError.class);
        scene.run();
        assertThat(scene.reader().statistics().items()).isZero();
        sweep();
        assertThat(scene.reader().statistics().items()).isEqualTo(1);
        assertThat(scene.recorder().sweeps()).isEqualTo(1);
        sweep();
        assertThat(scene.reader().statistics().items()).isEqualTo(1);
    }

    @Test
    void save_that_an_error_has_prevented_is_repeated_by_the_sweep() {
        deliver();
        scene.preventNextTask();
        scene.recorder().outcome().delivered();
        scene.run();
        assertThat(scene.reader().statistics().readUntil()).contains(PageAnswers.READ_AT);
        scene.answer(last("3"));
        scene.reader().read();
        scene.run();
        int before = scene.requests().size();
        sweep();
        assertThat(scene.requests()).hasSize(before + 1);
    }

    @Test
    void open_that_an_error_has_prevented_is_repeated_by_the_sweep() {
        scene.preventNextTask();
        scene.answer(last("start"));
        scene.reader().start();
        scene.run();
        assertThat(scene.requests()).isEmpty();
        sweep();
        assertThat(scene.requests()).hasSize(1);
    }

    @Test
    void open_that_an_error_has_prevented_is_not_repeated_after_a_stop() {
        scene.preventNextTask();
        scene.reader().start();
        scene.run();
        scene.reader().stop();
        scene.run();
        sweep();
        assertThat(scene.opens()).isZero();
    }

    /** An exception whose own methods fail. */
    private static final class Unprintable extends IllegalStateException {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void exception_of_the_store_without_a_usable_message_is_reported_and_stops_no_reader() {
        scene.failOpen(new Unprintable());
        scene.reader().start();
        scene.run();
        assertThat(scene.reader().statistics().lastError().orElseThrow()).contains("DRC5003", "Unprintable");
        scene.reader().stop();
        scene.run();
        assertThat(scene.reader().stop().toCompletableFuture()).isDone();
    }

    @Test
    void exception_of_an_observer_without_a_usable_message_is_reported() {
        deliver();
        scene.recorder().outcome().failed(1, StepFailure.of("Bean#item", new Unprintable()));
        scene.run();
        assertThat(scene.reader().statistics().lastError().orElseThrow())
                .contains("DRC4001", "Bean#item", "Unprintable: its message is not available");
    }

    @Test
    void result_of_the_store_that_an_error_has_lost_is_repeated_by_the_sweep() {
        deliver();
        scene.loseResultOfNextSave();
        scene.recorder().outcome().delivered();
        scene.answer(last("3"));
        scene.reader().read();
        scene.run();
        assertThat(scene.requests()).as("the save is awaited").hasSize(2);
        sweep();
        assertThat(scene.requests()).hasSize(3);
    }

    private void sweep() {
        scene.reader().sweep();
        scene.run();
    }

    private List<AttemptPermit> takeAllPermits() {
        List<AttemptPermit> permits = new ArrayList<>();
        for (int i = 0; i < PERMITS; i++) {
            AttemptPermit permit = permit(new ArrayList<>());
            permit.acquire(i, Priority.CONNECT);
            permits.add(permit);
        }
        return permits;
    }

    private AttemptPermit permit(List<Long> granted) {
        return new AttemptPermit(ReaderScene.KEY.account(), scene.limiter(), granted::add);
    }

    @Test
    void session_that_connects_precedes_the_page_of_a_baseline() {
        startBaseline();
        List<AttemptPermit> taken = takeAllPermits();
        scene.answer(last("b1"));
        scene.recorder().outcome().delivered();
        scene.run();
        assertThat(scene.requests()).isEmpty();
        List<Long> granted = new ArrayList<>();
        permit(granted).acquire(7, Priority.CONNECT);
        taken.get(0).release();
        scene.run();
        assertThat(granted).containsExactly(7L);
        assertThat(scene.requests()).isEmpty();
        taken.get(1).release();
        scene.answer(last("b2"));
        scene.run();
        assertThat(scene.requests()).isNotEmpty();
    }

    @Test
    void round_that_was_triggered_precedes_the_page_of_a_baseline() {
        start();
        List<AttemptPermit> taken = takeAllPermits();
        List<Long> granted = new ArrayList<>();
        permit(granted).acquire(7, Priority.BASELINE);
        scene.answer(last("2"));
        scene.reader().read();
        scene.run();
        taken.get(0).release();
        scene.run();
        assertThat(scene.requests()).hasSize(2);
        assertThat(granted).as("after the round has returned its permit").containsExactly(7L);
    }
}
