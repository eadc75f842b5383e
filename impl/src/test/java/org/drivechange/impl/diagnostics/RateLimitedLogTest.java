// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {

    /** System.nanoTime() may overflow. */
    private long nanos = Long.MAX_VALUE - 10;

    private final RateLimitedLog log = new RateLimitedLog(() -> nanos);
    private final List<String> lines = new ArrayList<>();

    private void occur(Object kind, int times) {
        for (int i = 0; i < times; i++) {
            log.log(kind, again -> lines.add(kind + "." + again));
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void log_writes_first_occurrence_and_then_one_a_minute_with_count() {
        occur("a", 10_000);
        assertThat(lines).containsExactly("a.");
        pass(Duration.ofMinutes(1).minusNanos(1));
        occur("a", 1);
        assertThat(lines).hasSize(1);
        pass(Duration.ofNanos(1));
        occur("a", 3);
        assertThat(lines).containsExactly("a.", "a. This happened 10000 more times since it was last logged.");
        pass(Duration.ofHours(1));
        occur("a", 1);
        assertThat(lines).hasSize(3).last().isEqualTo("a. This happened 2 more times since it was last logged.");
        pass(Duration.ofMinutes(1));
        occur("a", 1);
        assertThat(lines).hasSize(4).last().isEqualTo("a.");
    }

    @Test
    void log_writes_each_kind() {
        occur("a", 2);
        occur("b", 2);
        occur("a", 2);
        assertThat(lines).containsExactly("a.", "b.");
    }

    @Test
    void log_bounds_number_of_kinds() {
        for (int i = 0; i < 1_000; i++) {
            occur(i, 2);
        }
        assertThat(lines).hasSize(65).last().isEqualTo("64.");
        pass(Duration.ofMinutes(1));
        occur(2_000, 1);
        assertThat(lines).hasSize(66).last().isEqualTo("2000.");
    }
}
