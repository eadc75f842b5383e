// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock and the monotonic clock are moved apart in both directions. */
class MonotonicClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration EXACT = Duration.ofMillis(10);
    private static final int ROUNDS = 200;

    private Instant wall = START;
    private long nanos = 1_000_000_007;
    private final Queue<Duration> stalls = new ArrayDeque<>();
    private final MonotonicClock clock = new MonotonicClock(() -> wall, this::nanos);

    private long nanos() {
        Duration stall = stalls.poll();
        if (stall != null) {
            run(stall);
        }
        return nanos;
    }

    private void run(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    /** The process runs, and the watchdog beats each second. */
    private void beat(int seconds) {
        for (int i = 0; i < seconds; i++) {
            run(Duration.ofSeconds(1));
            clock.beat();
        }
    }

    /** The machine is suspended: its monotonic clock stands still. */
    private void suspend(Duration time) {
        wall = wall.plus(time);
    }

    @Test
    void times_shown_follow_a_wall_clock_that_is_set_back() {
        wall = START.plus(Duration.ofHours(2));
        MonotonicClock ahead = new MonotonicClock(() -> wall, this::nanos);
        run(Duration.ofSeconds(10));
        wall = START.plusSeconds(10);
        assertThat(ahead.instant()).isEqualTo(START.plus(Duration.ofHours(2)).plusSeconds(10));
        assertThat(ahead.wall(ahead.instant())).isBetween(wall.minus(EXACT), wall.plus(EXACT));
    }

    @Test
    void time_before_the_wall_clock_was_set_back_is_shown_as_the_earlier_of_both() {
        Instant before = clock.instant();
        beat(10);
        wall = wall.minus(Duration.ofHours(2));
        assertThat(clock.wall(before)).isEqualTo(START.minus(Duration.ofHours(2)));
        wall = wall.plus(Duration.ofHours(2));
        Instant after = clock.instant();
        assertThat(clock.wall(before)).isEqualTo(START.minus(Duration.ofHours(2)));
        assertThat(clock.wall(after)).isBetween(wall.minus(EXACT), wall.plus(EXACT));
    }

    @Test
    void small_steps_back_add_up() {
        for (int i = 0; i < 10_000; i++) {
            run(Duration.ofSeconds(30));
            wall = wall.minusMillis(20);
            clock.beat();
        }
        assertThat(clock.wall(clock.instant())).isBetween(wall.minus(EXACT), wall.plus(EXACT));
        assertThat(clock.wall(START)).isBeforeOrEqualTo(START);
    }

    @Test
    void stall_between_two_readings_is_no_jump() {
        stalls.add(Duration.ofSeconds(5));
        Instant stalled = clock.instant();
        assertThat(Duration.between(stalled, wall).abs())
                .isLessThan(Duration.ofSeconds(5).plus(EXACT));
        assertThat(clock.instant()).isBetween(wall.minus(EXACT), wall.plus(EXACT));
    }

    @Test
    void clock_continues_while_the_machine_is_suspended() {
        beat(5);
        suspend(Duration.ofHours(8));
        assertThat(clock.instant()).isBetween(wall.minus(EXACT), wall.plus(EXACT));
    }

    @Test
    void clock_continues_while_the_machine_is_suspended_after_the_wall_clock_was_set_back() {
        beat(5);
        wall = wall.minus(Duration.ofHours(2));
        beat(5);
        Instant before = clock.instant();
        suspend(Duration.ofMinutes(90));
        assertThat(clock.instant()).isBetween(before.plus(Duration.ofMinutes(90)), before.plus(Duration.ofMinutes(91)));
        clock.beat();
        assertThat(clock.wall(clock.instant())).isBetween(wall.minus(EXACT), wall.plus(EXACT));
    }

    @Test
    void packet_read_while_the_process_runs_has_arrived_within_the_last_three_beats() {
        beat(60);
        run(Duration.ofMillis(300));
        assertThat(clock.arrival()).isBetween(wall.minusSeconds(3), wall);
    }

    @Test
    void packet_read_after_a_freeze_may_have_arrived_before_it() {
        beat(60);
        Instant frozen = wall;
        run(Duration.ofMinutes(10));
        assertThat(clock.arrival()).as("before the first beat").isBeforeOrEqualTo(frozen);
        clock.beat();
        assertThat(clock.arrival()).as("after the first beat").isBeforeOrEqualTo(frozen);
        beat(9);
        assertThat(clock.arrival()).as("nine seconds later").isBeforeOrEqualTo(frozen);
        beat(10);
        assertThat(clock.arrival()).as("when it has run for a while").isBetween(wall.minusSeconds(3), wall);
    }

    @Test
    void packet_read_after_a_freeze_before_the_first_beat_may_have_arrived_before_it() {
        run(Duration.ofMillis(300));
        Instant frozen = wall;
        run(Duration.ofMinutes(1));
        assertThat(clock.arrival()).isBeforeOrEqualTo(frozen);
        clock.beat();
        assertThat(clock.arrival()).isBeforeOrEqualTo(frozen);
        beat(11);
        assertThat(clock.arrival()).isBetween(wall.minusSeconds(3), wall);
    }

    @Test
    void packet_read_after_two_freezes_may_have_arrived_before_the_first() {
        beat(60);
        Instant frozen = wall;
        run(Duration.ofMinutes(10));
        beat(1);
        run(Duration.ofMinutes(10));
        beat(1);
        assertThat(clock.arrival()).isBeforeOrEqualTo(frozen);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 700, 1400, 1600, 3000})
    void packet_read_after_a_short_freeze_may_have_arrived_before_it(int millis) {
        beat(60);
        run(Duration.ofMillis(100));
        Instant frozen = wall;
        run(Duration.ofMillis(millis));
        assertThat(clock.arrival()).as("before the first beat").isBeforeOrEqualTo(frozen);
        clock.beat();
        assertThat(clock.arrival()).as("after the first beat").isBeforeOrEqualTo(frozen);
        clock.beat();
        assertThat(clock.arrival()).as("after the second beat").isBeforeOrEqualTo(frozen);
    }

    @Test
    void packet_read_after_the_machine_was_suspended_may_have_arrived_before_it() {
        beat(60);
        Instant suspended = wall;
        suspend(Duration.ofHours(8));
        clock.beat();
        assertThat(clock.arrival()).isBeforeOrEqualTo(suspended);
    }

    @Test
    void late_measurement_converts_to_no_later_time_than_the_wall_clock() {
        Instant first = START.plusSeconds(10);
        Instant second = START.plusSeconds(20);
        Duration back = Duration.ofHours(-2);
        WallClockOffsets offsets = WallClockOffsets.NONE.measured(second, back).measured(first, Duration.ZERO);
        assertThat(offsets.wall(START)).isEqualTo(START.plus(back));
        assertThat(offsets.wall(START.plusSeconds(15)))
                .isEqualTo(START.plusSeconds(15).plus(back));
    }

    @Test
    void unchanged_measurement_allocates_no_object() {
        WallClockOffsets offsets = WallClockOffsets.NONE.measured(START, Duration.ofHours(-2));
        assertThat(offsets.measured(START.plusSeconds(1), Duration.ofHours(-2).plusMillis(9)))
                .isSameAs(offsets);
    }

    /** Threads read while the wall clock is set, and then check that the time shown is that of the wall clock. */
    @Test
    void times_shown_to_many_threads_follow_a_wall_clock_that_is_set_forward_and_back() throws Exception {
        AtomicReference<Duration> error = new AtomicReference<>(Duration.ZERO);
        MonotonicClock shared = new MonotonicClock(() -> Instant.now().plus(error.get()), System::nanoTime);
        CyclicBarrier barrier = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Integer> reader = () -> {
                int followed = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    barrier.await(30, TimeUnit.SECONDS);
                    for (int i = 0; i < 100; i++) {
                        shared.wall(shared.instant());
                    }
                    barrier.await(30, TimeUnit.SECONDS);
                    followed += follows(shared, error.get()) ? 1 : 0;
                }
                return followed;
            };
            List<Future<Integer>> readers =
                    List.of(threads.submit(reader), threads.submit(reader), threads.submit(reader));
            SplittableRandom random = new SplittableRandom(1);
            for (int round = 0; round < ROUNDS; round++) {
                barrier.await(30, TimeUnit.SECONDS);
                error.set(Duration.ofMinutes(random.nextInt(-600, 600)));
                shared.beat();
                barrier.await(30, TimeUnit.SECONDS);
            }
            for (Future<Integer> one : readers) {
                assertThat(one.get()).isEqualTo(ROUNDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns whether one of some readings shows the wall clock; a thread that is not running reads late. */
    private static boolean follows(MonotonicClock clock, Duration error) {
        for (int i = 0; i < 100; i++) {
            Instant before = Instant.now().plus(error);
            Instant shown = clock.wall(clock.instant());
            Instant after = Instant.now().plus(error);
            if (!shown.isBefore(before.minus(EXACT)) && !shown.isAfter(after.plus(EXACT))) {
                return true;
            }
        }
        return false;
    }
}
