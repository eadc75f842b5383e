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
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Stopped;
import org.drivechange.impl.session.SessionState.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionMachineTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void session_opens_with_one_event() {
        SessionMachineHarness harness = new SessionMachineHarness(1);
        harness.start();
        harness.run(Duration.ofSeconds(1));
        assertThat(harness.session.state()).isInstanceOf(Open.class);
        assertThat(harness.events).singleElement().isInstanceOfSatisfying(DriveSessionOpened.class, opened -> {
            assertThat(opened.resumed()).isFalse();
            assertThat(opened.sessionId()).isEqualTo("s1");
        });
    }

    @Test
    void lost_connection_reopens_with_one_catch_up_since_the_last_packet() {
        SessionMachineHarness harness = new SessionMachineHarness(3);
        harness.start();
        harness.run(Duration.ofSeconds(5));
        harness.notifyAll("a");
        harness.run(Duration.ofSeconds(5));
        Instant lastPacket = harness.now.minusSeconds(5).plus(SessionMachineHarness.LATENCY);
        harness.loseAll();
        harness.run(MINUTE);
        assertThat(harness.events).hasSize(5);
        assertThat(harness.events.get(2))
                .isInstanceOfSatisfying(
                        DriveSessionClosed.class,
                        closed -> assertThat(closed.willReconnect()).isTrue());
        assertThat(harness.events.get(3))
                .isInstanceOfSatisfying(
                        DriveSessionOpened.class,
                        opened -> assertThat(opened.resumed()).isTrue());
        assertThat(harness.events.get(4)).isInstanceOfSatisfying(DriveNotification.class, catchUp -> {
            assertThat(catchUp.cause()).isEqualTo(Cause.CATCH_UP);
            assertThat(catchUp.since()).isEqualTo(lastPacket);
            assertThat(catchUp.at()).isAfter(lastPacket);
        });
        // the subscription was still valid, so Graph was not called again
        assertThat(harness.graphRequests).hasSize(1);
    }

    @Test
    void disconnect_by_server_leads_to_new_subscription() {
        SessionMachineHarness harness = new SessionMachineHarness(4);
        harness.start();
        harness.run(Duration.ofSeconds(5));
        harness.serverSends(1, "41/notifications,");
        harness.run(MINUTE);
        assertThat(harness.graphRequests).hasSize(2);
        assertThat(harness.of(DriveSessionOpened.class)).hasSize(2);
    }

    @Test
    void backoff_grows_when_server_drops_accepted_connections() {
        SessionMachineHarness harness = new SessionMachineHarness(5) {
            @Override
            void joined(long link) {
                after(Duration.ofMillis(1), () -> lose(link));
            }
        };
        harness.start();
        harness.run(Duration.ofMinutes(60));
        List<Instant> attempts = harness.linkAttempts;
        assertThat(attempts).hasSizeLessThan(30);
        Duration last = Duration.between(attempts.get(attempts.size() - 2), attempts.get(attempts.size() - 1));
        assertThat(last).isBetween(Duration.ofSeconds(150), Duration.ofSeconds(301));
        for (int i = 1; i < attempts.size(); i++) {
            assertThat(Duration.between(attempts.get(i - 1), attempts.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
        assertThat(harness.failures).hasSizeBetween(2, 60 / 5);
    }

    @Test
    void backoff_resets_after_a_minute_open() {
        SessionMachineHarness harness = new SessionMachineHarness(6);
        harness.start();
        for (int i = 0; i < 50; i++) {
            harness.run(Duration.ofMinutes(2));
            assertThat(harness.session.state()).isInstanceOf(Open.class);
            harness.loseAll();
            assertThat(((Waiting) harness.session.state()).until())
                    .isBetween(harness.now.plusMillis(500), harness.now.plusSeconds(1));
        }
    }

    @Test
    void silent_server_is_dead_after_interval_and_timeout() {
        SessionMachineHarness harness = new SessionMachineHarness(21) {
            @Override
            Behaviour ping(long link) {
                return link == 1 ? Behaviour.HANGS : Behaviour.WORKS;
            }
        };
        harness.start();
        harness.run(Duration.ofMinutes(3));
        assertThat(harness.of(DriveSessionClosed.class)).singleElement().satisfies(closed -> {
            assertThat(closed.reason()).startsWith("DRC3008");
            assertThat(Duration.between(harness.events.get(0).at(), closed.at()))
                    .isEqualTo(Duration.ofSeconds(45));
        });
        assertThat(harness.session.state()).isInstanceOf(Open.class);
    }

    @Test
    void attempt_requests_no_subscription_when_its_opening_is_rejected() {
        SessionMachineHarness harness = new SessionMachineHarness(22) {
            @Override
            Behaviour token() {
                return Behaviour.HANGS;
            }
        };
        harness.start();
        harness.step(new Signal.OpeningRejected(1));
        assertThat(harness.session.state()).isInstanceOf(Waiting.class);
        assertThat(harness.failures)
                .containsExactly("DRC3001 /me/drive/root, opening the WebSocket: the WebSocket could not be opened:"
                        + " earlier calls of the WebSocket client have not returned");
    }

    @Test
    void rejected_token_is_replaced_once_at_once_and_then_by_backoff() {
        SessionMachineHarness harness = new SessionMachineHarness(22) {
            @Override
            SubscriptionResult graph() {
                return new GraphFailure(ErrorCode.GRAPH_UNAUTHORIZED, "HTTP 401");
            }
        };
        harness.start();
        harness.run(Duration.ofMillis(200));
        assertThat(harness.graphRequests).hasSize(2);
        assertThat(harness.rejectedTokens).isEqualTo(2);
        assertThat(harness.session.state()).isInstanceOf(Waiting.class);
        harness.run(Duration.ofMinutes(30));
        assertThat(harness.graphRequests).hasSizeBetween(16, 40);
        assertThat(harness.failures)
                .hasSizeBetween(2, 30 / 5)
                .allSatisfy(failure -> assertThat(failure).startsWith("DRC2401").contains("/me/drive/root"));
    }

    @Test
    void retry_after_takes_precedence_and_is_shared() {
        SessionMachineHarness harness = new SessionMachineHarness(23) {
            @Override
            SubscriptionResult graph() {
                return graphRequests.size() == 1
                        ? new GraphFailure(ErrorCode.GRAPH_THROTTLED, "HTTP 429", Optional.of(Duration.ofSeconds(90)))
                        : super.graph();
            }
        };
        harness.start();
        harness.run(Duration.ofMinutes(3));
        assertThat(Duration.between(harness.graphRequests.get(0), harness.graphRequests.get(1)))
                .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(92));

        SessionMachineHarness other = new SessionMachineHarness(24);
        other.step(new Signal.Throttled(other.now.plusSeconds(60)));
        other.start();
        other.run(Duration.ofMinutes(2));
        assertThat(other.graphRequests.get(0)).isAfterOrEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"GRAPH_FORBIDDEN", "GRAPH_NOT_FOUND"})
    void permanent_failure_is_retried_at_the_longest_delay(ErrorCode problem) {
        SessionMachineHarness harness = new SessionMachineHarness(25) {
            @Override
            SubscriptionResult graph() {
                return new GraphFailure(problem, "test");
            }
        };
        harness.start();
        harness.run(Duration.ofHours(1));
        assertThat(harness.graphRequests).hasSizeBetween(12, 25);
    }

    @Test
    void stop_closes_all_connections_and_fires_closed() {
        SessionMachineHarness harness = new SessionMachineHarness(26);
        harness.start();
        harness.run(Duration.ofMinutes(58).plusMillis(90));
        harness.step(new Signal.Stop("enough"));
        assertThat(harness.openLinks).isEmpty();
        assertThat(harness.session.state()).isInstanceOf(Stopped.class);
        assertThat(harness.of(DriveSessionClosed.class)).singleElement().satisfies(closed -> {
            assertThat(closed.willReconnect()).isFalse();
            assertThat(closed.reason()).isEqualTo("enough");
        });
        harness.run(Duration.ofHours(2));
        assertThat(harness.openLinks).isEmpty();
        assertThat(harness.graphRequests).hasSize(2);
    }

    @Test
    void unreadable_notification_fires_catch_up_and_keeps_session() {
        SessionMachineHarness harness = new SessionMachineHarness(27);
        harness.start();
        harness.run(Duration.ofSeconds(10));
        harness.serverSends(1, "42/notifications,[\"notification\",\"no json\"]");
        harness.notifyAll("next");
        harness.run(Duration.ofSeconds(1));
        assertThat(harness.of(DriveNotification.class))
                .extracting(DriveNotification::cause)
                .containsExactly(Cause.CATCH_UP, Cause.CHANGE);
        assertThat(harness.failures).singleElement().asString().startsWith("DRC3011");
    }

    @Test
    void session_requests_new_subscription_when_host_refuses_resumed_one() {
        boolean[] refusing = new boolean[1];
        SessionMachineHarness harness = new SessionMachineHarness(30) {
            @Override
            Behaviour webSocket() {
                return refusing[0] ? Behaviour.REFUSES : Behaviour.WORKS;
            }

            @Override
            SubscriptionResult graph() {
                refusing[0] = false;
                return super.graph();
            }
        };
        harness.start();
        harness.run(Duration.ofMinutes(2));
        refusing[0] = true;
        harness.loseAll();
        harness.run(Duration.ofSeconds(2));
        assertThat(harness.graphRequests).hasSize(2);
        assertThat(harness.session.state()).isInstanceOf(Open.class);
        Instant refused = harness.linkAttempts.get(1).plus(SessionMachineHarness.LATENCY);
        assertThat(Duration.between(refused, harness.graphRequests.get(1))).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void resume_with_expired_lease_respects_throttling() {
        SessionMachine machine =
                new SessionMachine(SessionMachineHarness.KEY, SessionMachineHarness.SETTINGS, new SplittableRandom(1));
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Lease lease = new Lease(null, now, now, now.minusSeconds(1));
        SessionState waiting = SessionState.Subscribing.resuming(
                1, ReusableSubscription.after(lease, Optional.empty()), now.plusSeconds(60));
        RetryHistory throttled = RetryHistory.initial().nextAttempt().withThrottledUntil(now.plusSeconds(600));
        Transition turn = machine.onSignal(new SessionSnapshot(throttled, waiting), new Signal.PermitGranted(1), now);
        Transition token = machine.onSignal(turn.session(), new Signal.TokenReceived(1, new AccessToken("t")), now);
        Transition second = machine.onSignal(token.session(), new Signal.PermitGranted(1), now);
        assertThat(second.commands()).noneMatch(Command.RequestSubscription.class::isInstance);
        assertThat(second.session().state()).isInstanceOf(Waiting.class);
    }

    @Test
    void lasting_failure_is_logged_again_with_length_of_outage() {
        SessionMachineHarness harness = new SessionMachineHarness(31) {
            @Override
            SubscriptionResult graph() {
                return new GraphFailure(ErrorCode.GRAPH_SERVER_ERROR, "test");
            }
        };
        harness.start();
        harness.run(Duration.ofMinutes(11));
        assertThat(harness.next)
                .hasSizeBetween(2, 3)
                .last()
                .asString()
                .contains("attempts in a row have failed, not open for ");
    }
}
