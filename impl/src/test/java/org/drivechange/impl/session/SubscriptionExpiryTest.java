// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.session.SessionState.Open;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expiry of a subscription with an open connection, on a server that announces nothing. */
class SubscriptionExpiryTest {

    private static final Duration LIFE = Duration.ofHours(1);

    /** A server that goes silent when the subscription ends, and a Graph that fails from the tenth minute on. */
    private static final class SilentWorld extends SessionMachineHarness {

        private final GraphFailure failure;
        private Instant healthyAgain = Instant.MAX;
        private Instant expiry = Instant.MAX;

        SilentWorld(long seed, GraphFailure failure) {
            super(seed);
            this.failure = failure;
        }

        @Override
        SubscriptionResult graph() {
            if (graphRequests.size() == 1) {
                expiry = now.plus(LIFE);
                return super.graph();
            }
            return now.isBefore(healthyAgain) ? failure : super.graph();
        }

        /** Times of renewal attempts before the subscription ends. */
        List<Instant> renewals() {
            return graphRequests.stream()
                    .skip(1)
                    .filter(one -> one.isBefore(expiry))
                    .toList();
        }
    }

    private static SilentWorld failing(ErrorCode problem) {
        return new SilentWorld(1, new GraphFailure(problem, "test"));
    }

    @Test
    void session_closes_at_expiry_with_open_connection() {
        SilentWorld harness = failing(ErrorCode.GRAPH_SERVER_ERROR);
        harness.start();
        harness.run(LIFE.plusSeconds(1));
        assertThat(harness.of(DriveSessionClosed.class)).singleElement().satisfies(closed -> {
            assertThat(closed.reason()).startsWith("DRC3016 /me/drive/root");
            assertThat(closed.willReconnect()).isTrue();
            assertThat(closed.at()).isEqualTo(harness.expiry);
        });
        assertThat(harness.session.state()).isNotInstanceOf(Open.class);
    }

    @Test
    void catch_up_after_expiry_reaches_back_to_the_expiry_or_earlier() {
        SilentWorld harness = failing(ErrorCode.GRAPH_SERVER_ERROR);
        harness.start();
        harness.healthyAgain = harness.now.plus(Duration.ofHours(3));
        harness.run(Duration.ofHours(4));
        assertThat(harness.of(DriveSessionOpened.class)).hasSize(2);
        assertThat(harness.of(DriveNotification.class)).singleElement().satisfies(catchUp -> {
            assertThat(catchUp.cause()).isEqualTo(Cause.CATCH_UP);
            assertThat(catchUp.since())
                    .isBetween(harness.expiry.minus(SessionMachineHarness.PING_INTERVAL), harness.expiry);
        });
    }

    @Test
    void renewal_that_opens_after_expiry_fires_catch_up() {
        SilentWorld harness = failing(ErrorCode.GRAPH_SERVER_ERROR);
        harness.start();
        harness.run(Duration.ofSeconds(1));
        // a suspended machine: nothing happens between a minute before the expiry and a minute after it
        harness.healthyAgain = harness.expiry.minusSeconds(70);
        harness.run(Duration.between(harness.now, harness.expiry.minusSeconds(61)));
        harness.now = harness.expiry.plusSeconds(60);
        harness.run(Duration.ofMinutes(2));
        assertThat(harness.of(DriveNotification.class))
                .anySatisfy(catchUp -> assertThat(catchUp.since()).isBeforeOrEqualTo(harness.expiry));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {
                "GRAPH_NOT_FOUND",
                "GRAPH_FORBIDDEN",
                "GRAPH_NOT_SUPPORTED",
                "GRAPH_SERVER_ERROR",
                "SIGN_IN_REQUIRED",
                "TOKEN_UNAVAILABLE"
            })
    void failed_renewal_is_retried_before_expiry_for_any_failure(ErrorCode problem) {
        SilentWorld harness = failing(problem);
        harness.start();
        harness.run(LIFE);
        assertThat(harness.renewals()).hasSizeBetween(5, 40);
    }

    @Test
    void session_outlives_one_refused_renewal() {
        SilentWorld harness = failing(ErrorCode.GRAPH_NOT_FOUND);
        harness.start();
        harness.healthyAgain = harness.now.plus(LIFE).minusSeconds(100);
        harness.run(LIFE.multipliedBy(2));
        assertThat(harness.of(DriveSessionClosed.class)).isEmpty();
        assertThat(harness.of(DriveSessionOpened.class)).hasSize(1);
    }

    @Test
    void throttled_renewal_is_tried_once_more_before_the_expiry() {
        SilentWorld harness = new SilentWorld(
                1, new GraphFailure(ErrorCode.GRAPH_THROTTLED, "HTTP 429", Optional.of(Duration.ofMinutes(30))));
        harness.start();
        harness.run(LIFE);
        assertThat(harness.renewals()).hasSize(2);
        assertThat(harness.renewals().get(1))
                .isBetween(harness.expiry.minusSeconds(31), harness.expiry.minus(Duration.ofSeconds(10)));
    }

    @Test
    void lease_begins_when_graph_was_asked() {
        SessionMachineHarness harness =
                new SessionMachineHarness(SessionMachineHarness.SETTINGS, new SplittableRandom(1));
        harness.start();
        harness.run(Duration.ofSeconds(1));
        Open live = (Open) harness.session.state();
        assertThat(live.lease().expiresAt())
                .isEqualTo(harness.graphRequests.get(0).plus(LIFE));
    }
}
