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

/** A subscription that expires while its link stays up, on a server that announces nothing. */
class SubscriptionExpiryTest {

    private static final Duration LIFE = Duration.ofHours(1);

    /** A server that goes silent when the subscription ends, and Graph that fails from the tenth minute on. */
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

        /** Times of tries to renew before the subscription ends. */
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
    void session_is_closed_when_its_subscription_expires_although_the_link_stays_up() {
        SilentWorld world = failing(ErrorCode.GRAPH_SERVER_ERROR);
        world.start();
        world.run(LIFE.plusSeconds(1));
        assertThat(world.of(DriveSessionClosed.class)).singleElement().satisfies(closed -> {
            assertThat(closed.reason()).startsWith("DRC3016 /me/drive/root");
            assertThat(closed.willReconnect()).isTrue();
            assertThat(closed.at()).isEqualTo(world.expiry);
        });
        assertThat(world.session.state()).isNotInstanceOf(Open.class);
    }

    @Test
    void catch_up_after_an_expired_subscription_reaches_back_to_the_expiry_or_earlier() {
        SilentWorld world = failing(ErrorCode.GRAPH_SERVER_ERROR);
        world.start();
        world.healthyAgain = world.now.plus(Duration.ofHours(3));
        world.run(Duration.ofHours(4));
        assertThat(world.of(DriveSessionOpened.class)).hasSize(2);
        assertThat(world.of(DriveNotification.class)).singleElement().satisfies(catchUp -> {
            assertThat(catchUp.cause()).isEqualTo(Cause.CATCH_UP);
            assertThat(catchUp.since())
                    .isBetween(world.expiry.minus(SessionMachineHarness.PING_INTERVAL), world.expiry);
        });
    }

    @Test
    void link_that_opens_for_a_renewal_after_the_expiry_brings_a_catch_up() {
        SilentWorld world = failing(ErrorCode.GRAPH_SERVER_ERROR);
        world.start();
        world.run(Duration.ofSeconds(1));
        // a suspended machine: nothing happens between a minute before the expiry and a minute after it
        world.healthyAgain = world.expiry.minusSeconds(70);
        world.run(Duration.between(world.now, world.expiry.minusSeconds(61)));
        world.now = world.expiry.plusSeconds(60);
        world.run(Duration.ofMinutes(2));
        assertThat(world.of(DriveNotification.class))
                .anySatisfy(catchUp -> assertThat(catchUp.since()).isBeforeOrEqualTo(world.expiry));
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
    void failed_renewal_is_retried_before_the_expiry_whatever_the_failure(ErrorCode problem) {
        SilentWorld world = failing(problem);
        world.start();
        world.run(LIFE);
        assertThat(world.renewals()).hasSizeBetween(5, 40);
    }

    @Test
    void session_outlives_one_refused_renewal() {
        SilentWorld world = failing(ErrorCode.GRAPH_NOT_FOUND);
        world.start();
        world.healthyAgain = world.now.plus(LIFE).minusSeconds(100);
        world.run(LIFE.multipliedBy(2));
        assertThat(world.of(DriveSessionClosed.class)).isEmpty();
        assertThat(world.of(DriveSessionOpened.class)).hasSize(1);
    }

    @Test
    void throttled_renewal_is_tried_once_more_before_the_expiry() {
        SilentWorld world = new SilentWorld(
                1, new GraphFailure(ErrorCode.GRAPH_THROTTLED, "HTTP 429", Optional.of(Duration.ofMinutes(30))));
        world.start();
        world.run(LIFE);
        assertThat(world.renewals()).hasSize(2);
        assertThat(world.renewals().get(1))
                .isBetween(world.expiry.minusSeconds(31), world.expiry.minus(Duration.ofSeconds(10)));
    }

    @Test
    void lease_begins_when_graph_was_asked() {
        SessionMachineHarness world =
                new SessionMachineHarness(SessionMachineHarness.SETTINGS, new SplittableRandom(1));
        world.start();
        world.run(Duration.ofSeconds(1));
        Open live = (Open) world.session.state();
        assertThat(live.lease().expiresAt())
                .isEqualTo(world.graphRequests.get(0).plus(LIFE));
    }
}
