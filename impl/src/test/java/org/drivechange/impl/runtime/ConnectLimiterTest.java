// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.drivechange.impl.runtime.ConnectLimiter.Permit;
import org.junit.jupiter.api.Test;

class ConnectLimiterTest {

    private static final int AT_ONCE = 32;
    private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant NOW = UNTIL.minusSeconds(3600);

    private final ConnectLimiter schedule = new ConnectLimiter();
    private final List<Integer> came = new ArrayList<>();

    private List<Permit> request(int from, int to) {
        List<Permit> turns = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int number = i;
            turns.add(schedule.request("", false, () -> came.add(number)));
        }
        return turns;
    }

    @Test
    void so_many_come_at_once_and_the_others_in_order() {
        List<Permit> turns = request(0, 100);
        assertThat(came).hasSize(AT_ONCE);
        for (int i = 0; i < 100; i++) {
            turns.get(i).release();
            assertThat(came).hasSize(Math.min(100, AT_ONCE + i + 1));
        }
        assertThat(came).isEqualTo(IntStream.range(0, 100).boxed().toList());
        request(100, 100 + AT_ONCE + 1);
        assertThat(came).hasSize(100 + AT_ONCE);
    }

    @Test
    void who_gives_up_waiting_takes_nobodys_place() {
        List<Permit> turns = request(0, AT_ONCE + 2);
        turns.get(AT_ONCE).release();
        assertThat(came).hasSize(AT_ONCE);
        turns.get(0).release();
        assertThat(came).hasSize(AT_ONCE + 1).endsWith(AT_ONCE + 1).doesNotContain(AT_ONCE);
    }

    @Test
    void a_throttling_is_told_to_all_of_the_account_and_to_nobody_else() {
        List<Instant> one = new ArrayList<>();
        List<Instant> two = new ArrayList<>();
        List<Instant> other = new ArrayList<>();
        schedule.join("", one::add);
        schedule.join("", two::add);
        schedule.join("contoso", other::add);
        schedule.throttle("", UNTIL, NOW);
        assertThat(one).containsExactly(UNTIL);
        assertThat(two).containsExactly(UNTIL);
        assertThat(other).isEmpty();
    }

    @Test
    void who_comes_later_is_told_of_the_longest_throttling() {
        schedule.throttle("", UNTIL, NOW);
        schedule.throttle("", UNTIL.minusSeconds(60), NOW);
        List<Instant> late = new ArrayList<>();
        schedule.join("", late::add);
        assertThat(late).containsExactly(UNTIL);
    }

    @Test
    void who_left_is_told_no_more() {
        List<Instant> told = new ArrayList<>();
        Consumer<Instant> session = told::add;
        schedule.join("", session);
        schedule.leave("", session);
        schedule.leave("nobody", session);
        schedule.throttle("", UNTIL, NOW);
        assertThat(told).isEmpty();
    }

    @Test
    void renewal_precedes_other_attempts_of_its_account() {
        List<Permit> slow = request(0, 1000);
        List<String> renewed = new ArrayList<>();
        schedule.request("", true, () -> renewed.add("came"));
        slow.get(0).release();
        assertThat(renewed).containsExactly("came");
        assertThat(came).hasSize(AT_ONCE);
    }

    @Test
    void account_with_the_fewest_places_is_next() {
        List<Permit> slow = request(0, 1000);
        List<String> good = new ArrayList<>();
        Permit turn = schedule.request("contoso", false, () -> good.add("came"));
        assertThat(good).isEmpty();
        slow.get(0).release();
        assertThat(good).containsExactly("came");
        turn.release();
        assertThat(came).hasSize(AT_ONCE + 1);
    }

    @Test
    void turn_that_has_come_is_signalled_again_when_it_is_asked_for_again() {
        List<Permit> turns = request(0, AT_ONCE + 1);
        turns.get(0).remind();
        turns.get(AT_ONCE).remind();
        assertThat(came).hasSize(AT_ONCE + 1).endsWith(0);
    }

    @Test
    void turns_and_throttlings_call_back_without_the_lock() {
        List<String> calls = new ArrayList<>();
        Runnable unlocked = () -> {
            assertThat(Thread.holdsLock(schedule)).isFalse();
            calls.add("called");
        };
        Permit turn = schedule.request("", false, unlocked);
        turn.remind();
        schedule.join("", until -> unlocked.run());
        schedule.throttle("", UNTIL, NOW);
        turn.release();
        assertThat(calls).hasSize(3);
    }

    @Test
    void account_without_sessions_attempts_and_throttling_is_forgotten() {
        String account = UUID.randomUUID().toString();
        WeakReference<String> known = new WeakReference<>(account);
        Consumer<Instant> session = until -> {};
        schedule.join(account, session);
        schedule.request(account, false, () -> {}).release();
        schedule.throttle(account, UNTIL, NOW);
        schedule.leave(account, session);
        account = null;
        schedule.throttle("contoso", UNTIL.plusSeconds(2), UNTIL.plusSeconds(1));
        await().until(() -> isCollected(known));
    }

    private static boolean isCollected(WeakReference<String> account) {
        System.gc();
        return account.refersTo(null);
    }
}
