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
import org.drivechange.impl.runtime.ConnectLimiter.Priority;
import org.junit.jupiter.api.Test;

class ConnectLimiterTest {

    private static final int AT_ONCE = 32;
    private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant NOW = UNTIL.minusSeconds(3600);

    private final ConnectLimiter limiter = new ConnectLimiter();
    private final List<Integer> granted = new ArrayList<>();

    private List<Permit> request(int from, int to) {
        List<Permit> permits = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int number = i;
            permits.add(limiter.request("", Priority.CONNECT, () -> granted.add(number)));
        }
        return permits;
    }

    @Test
    void limiter_grants_permits_up_to_the_limit_and_then_in_order() {
        List<Permit> permits = request(0, 100);
        assertThat(granted).hasSize(AT_ONCE);
        for (int i = 0; i < 100; i++) {
            permits.get(i).release();
            assertThat(granted).hasSize(Math.min(100, AT_ONCE + i + 1));
        }
        assertThat(granted).isEqualTo(IntStream.range(0, 100).boxed().toList());
        request(100, 100 + AT_ONCE + 1);
        assertThat(granted).hasSize(100 + AT_ONCE);
    }

    @Test
    void limiter_removes_attempt_that_stops_waiting() {
        List<Permit> permits = request(0, AT_ONCE + 2);
        permits.get(AT_ONCE).release();
        assertThat(granted).hasSize(AT_ONCE);
        permits.get(0).release();
        assertThat(granted).hasSize(AT_ONCE + 1).endsWith(AT_ONCE + 1).doesNotContain(AT_ONCE);
    }

    @Test
    void limiter_passes_throttling_to_all_sessions_of_the_account_only() {
        List<Instant> one = new ArrayList<>();
        List<Instant> two = new ArrayList<>();
        List<Instant> other = new ArrayList<>();
        limiter.join("", one::add);
        limiter.join("", two::add);
        limiter.join("contoso", other::add);
        limiter.throttle("", UNTIL, NOW);
        assertThat(one).containsExactly(UNTIL);
        assertThat(two).containsExactly(UNTIL);
        assertThat(other).isEmpty();
    }

    @Test
    void limiter_passes_longest_throttling_to_new_session() {
        limiter.throttle("", UNTIL, NOW);
        limiter.throttle("", UNTIL.minusSeconds(60), NOW);
        List<Instant> late = new ArrayList<>();
        limiter.join("", late::add);
        assertThat(late).containsExactly(UNTIL);
    }

    @Test
    void limiter_passes_no_throttling_to_session_that_left() {
        List<Instant> received = new ArrayList<>();
        Consumer<Instant> session = received::add;
        limiter.join("", session);
        limiter.leave("", session);
        limiter.leave("unknown", session);
        limiter.throttle("", UNTIL, NOW);
        assertThat(received).isEmpty();
    }

    @Test
    void renewal_precedes_other_attempts_of_its_account() {
        List<Permit> slow = request(0, 1000);
        List<String> renewed = new ArrayList<>();
        limiter.request("", Priority.RENEWAL, () -> renewed.add("came"));
        slow.get(0).release();
        assertThat(renewed).containsExactly("came");
        assertThat(granted).hasSize(AT_ONCE);
    }

    @Test
    void limiter_grants_renewals_before_connects_and_connects_before_baselines() {
        List<Permit> taken = request(0, AT_ONCE);
        List<Priority> order = new ArrayList<>();
        List<Priority> requested = List.of(
                Priority.BASELINE,
                Priority.CONNECT,
                Priority.BASELINE,
                Priority.RENEWAL,
                Priority.CONNECT,
                Priority.RENEWAL);
        requested.forEach(priority -> limiter.request("", priority, () -> order.add(priority)));
        taken.forEach(Permit::release);
        assertThat(order)
                .containsExactly(
                        Priority.RENEWAL,
                        Priority.RENEWAL,
                        Priority.CONNECT,
                        Priority.CONNECT,
                        Priority.BASELINE,
                        Priority.BASELINE);
    }

    @Test
    void limiter_grants_baseline_of_account_with_fewest_before_connect_of_another() {
        List<Permit> slow = request(0, 1000);
        List<String> other = new ArrayList<>();
        Permit permit = limiter.request("contoso", Priority.BASELINE, () -> other.add("came"));
        slow.get(0).release();
        assertThat(other).containsExactly("came");
        permit.release();
    }

    @Test
    void limiter_removes_baseline_that_stops_waiting() {
        List<Permit> taken = request(0, AT_ONCE);
        List<String> order = new ArrayList<>();
        Permit first = limiter.request("", Priority.BASELINE, () -> order.add("first"));
        limiter.request("", Priority.BASELINE, () -> order.add("second"));
        first.release();
        taken.get(0).release();
        assertThat(order).containsExactly("second");
    }

    @Test
    void limiter_grants_next_permit_to_account_with_fewest() {
        List<Permit> slow = request(0, 1000);
        List<String> good = new ArrayList<>();
        Permit permit = limiter.request("contoso", Priority.CONNECT, () -> good.add("came"));
        assertThat(good).isEmpty();
        slow.get(0).release();
        assertThat(good).containsExactly("came");
        permit.release();
        assertThat(granted).hasSize(AT_ONCE + 1);
    }

    @Test
    void limiter_signals_granted_permit_again_on_reminder() {
        List<Permit> permits = request(0, AT_ONCE + 1);
        permits.get(0).remind();
        permits.get(AT_ONCE).remind();
        assertThat(granted).hasSize(AT_ONCE + 1).endsWith(0);
    }

    @Test
    void limiter_calls_back_without_the_lock() {
        List<String> calls = new ArrayList<>();
        Runnable unlocked = () -> {
            assertThat(Thread.holdsLock(limiter)).isFalse();
            calls.add("called");
        };
        Permit permit = limiter.request("", Priority.CONNECT, unlocked);
        permit.remind();
        limiter.join("", until -> unlocked.run());
        limiter.throttle("", UNTIL, NOW);
        permit.release();
        assertThat(calls).hasSize(3);
    }

    @Test
    void limiter_removes_unused_account() {
        String account = UUID.randomUUID().toString();
        WeakReference<String> reference = new WeakReference<>(account);
        Consumer<Instant> session = until -> {};
        limiter.join(account, session);
        limiter.request(account, Priority.CONNECT, () -> {}).release();
        limiter.throttle(account, UNTIL, NOW);
        limiter.leave(account, session);
        account = null;
        limiter.throttle("contoso", UNTIL.plusSeconds(2), UNTIL.plusSeconds(1));
        await().until(() -> isCollected(reference));
    }

    private static boolean isCollected(WeakReference<String> account) {
        System.gc();
        return account.refersTo(null);
    }
}
