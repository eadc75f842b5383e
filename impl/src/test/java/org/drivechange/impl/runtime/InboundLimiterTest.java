// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InboundLimiterTest {

    private final InboundLimiter inflow = new InboundLimiter();

    @Test
    void thread_that_waits_for_a_session_is_released_when_the_session_is_abandoned() {
        int all = inflow.acquire(Integer.MAX_VALUE);
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> inflow.acquire(1));
        assertThat(waiting).isNotDone();
        inflow.releaseAll();
        inflow.releaseAll();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
        inflow.release(all);
    }

    @Test
    void units_that_are_given_back_are_free_again() {
        for (int i = 0; i < 3; i++) {
            inflow.release(inflow.acquire(Integer.MAX_VALUE));
        }
        assertThat(inflow.acquire(1)).isEqualTo(1);
    }
}
