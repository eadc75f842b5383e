// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InboundLimiterTest {

    private final InboundLimiter limiter = new InboundLimiter();

    @Test
    void limiter_unblocks_waiting_thread_when_session_is_abandoned() {
        int all = limiter.acquire(Integer.MAX_VALUE);
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> limiter.acquire(1));
        assertThat(waiting).isNotDone();
        limiter.releaseAll();
        limiter.releaseAll();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
        limiter.release(all);
    }

    @Test
    void limiter_reuses_released_units() {
        for (int i = 0; i < 3; i++) {
            limiter.release(limiter.acquire(Integer.MAX_VALUE));
        }
        assertThat(limiter.acquire(1)).isEqualTo(1);
    }
}
