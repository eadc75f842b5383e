// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final RandomGenerator LEAST = () -> 0;
    private static final RandomGenerator MOST = () -> -1;
    private static final Duration A_LITTLE = Duration.ofNanos(1000);

    private static Backoff backoff(double jitter, RandomGenerator random) {
        return new Backoff(new ReconnectSettings(Duration.ofSeconds(1), Duration.ofMinutes(5), jitter), random);
    }

    private static Failure problem(ErrorCode problem, Duration retryAfter) {
        return Failure.of(new GraphFailure(problem, "", Optional.ofNullable(retryAfter)), "");
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH_SERVER_ERROR, 0, PT1S",
        "GRAPH_SERVER_ERROR, 1, PT2S",
        "GRAPH_SERVER_ERROR, 5, PT32S",
        "GRAPH_SERVER_ERROR, 8, PT256S",
        "GRAPH_SERVER_ERROR, 9, PT5M",
        "GRAPH_SERVER_ERROR, 40, PT5M",
        "GRAPH_SERVER_ERROR, 2147483647, PT5M",
        "GRAPH_NOT_SUPPORTED, 0, PT64S",
        "GRAPH_NOT_SUPPORTED, 7, PT128S",
        "GRAPH_NOT_SUPPORTED, 100, PT5M",
        "GRAPH_FORBIDDEN, 0, PT5M",
        "GRAPH_NOT_FOUND, 3, PT5M"
    })
    void delay_is_between_jittered_and_full_delay(ErrorCode found, int failures, Duration delay) {
        Failure problem = problem(found, null);
        assertThat(backoff(0, MOST).after(problem, failures)).isEqualTo(delay);
        assertThat(backoff(0.5, LEAST).after(problem, failures)).isEqualTo(delay);
        assertThat(backoff(0.5, MOST).after(problem, failures))
                .isBetween(delay.dividedBy(2), delay.dividedBy(2).plus(A_LITTLE));
        assertThat(backoff(1, MOST).after(problem, failures)).isBetween(Duration.ZERO, A_LITTLE);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1S", "-PT10M, PT1S", "PT2M, PT2M", "PT10M, PT10M", "PT24H, PT1H", "PT277777777H, PT1H"})
    void retry_after_is_clamped_and_spread(Duration retryAfter, Duration wait) {
        for (ErrorCode found : ErrorCode.values()) {
            Failure problem = problem(found, retryAfter);
            assertThat(backoff(0.5, LEAST).after(problem, 9)).isEqualTo(wait);
            assertThat(backoff(0.5, MOST).after(problem, 9))
                    .isBetween(wait, wait.plusSeconds(1))
                    .isNotEqualTo(wait);
            assertThat(backoff(0.5, MOST).pause(problem, Duration.ofDays(1))).isEqualTo(wait);
        }
    }

    @Test
    void account_pauses_for_session_delay_without_retry_after() {
        Failure problem = problem(ErrorCode.GRAPH_THROTTLED, null);
        assertThat(backoff(0.5, MOST).pause(problem, Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
        Instant until = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(backoff(0.5, LEAST).afterThrottle(until)).isEqualTo(until);
        assertThat(backoff(0.5, MOST).afterThrottle(until)).isBetween(until, until.plusSeconds(1));
    }
}
