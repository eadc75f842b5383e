// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Renewing;
import org.drivechange.impl.session.SessionState.Stopped;
import org.drivechange.impl.session.SessionState.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionMachineTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void a_session_opens_and_tells_so_once() {
        SessionMachineHarness world = new SessionMachineHarness(1);
        world.start();
        world.run(Duration.ofSeconds(1));
        assertThat(world.session.state()).isInstanceOf(Open.class);
        assertThat(world.events).singleElement().isInstanceOfSatisfying(DriveSessionOpened.class, opened -> {
            assertThat(opened.resumed()).isFalse();
            assertThat(opened.sessionId()).isEqualTo("s1");
        });
    }

    @Test
    void a_day_of_renewals_loses_nothing_and_tells_nothing() {
        SessionMachineHarness world = new SessionMachineHarness(2);
        world.start();
        world.run(Duration.ofSeconds(1));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 24 * 60; i++) {
            String resource = "r" + i;
            sent.add(resource);
            world.notifyAll(resource);
            world.run(MINUTE);
        }
        assertThat(world.changed()).containsSubsequence(sent);
        assertThat(world.of(DriveSessionClosed.class)).isEmpty();
        assertThat(world.of(DriveSessionOpened.class)).hasSize(1);
        // a life of 60 minutes, replaced two minutes early
        assertThat(world.graphRequests).hasSize(1 + 24 * 60 / 58);
        assertThat(world.openLinks).hasSize(1);
    }

    @Test
    void a_lost_link_is_followed_by_opened_again_and_one_catch_up_since_the_last_packet() {
        SessionMachineHarness world = new SessionMachineHarness(3);
        world.start();
        world.run(Duration.ofSeconds(5));
        world.notifyAll("a");
        world.run(Duration.ofSeconds(5));
        Instant lastPacket = world.now.minusSeconds(5).plus(SessionMachineHarness.LATENCY);
        world.loseAll();
        world.run(MINUTE);
        assertThat(world.events).hasSize(5);
        assertThat(world.events.get(2))
                .isInstanceOfSatisfying(
                        DriveSessionClosed.class,
                        closed -> assertThat(closed.willReconnect()).isTrue());
        assertThat(world.events.get(3))
                .isInstanceOfSatisfying(
                        DriveSessionOpened.class,
                        opened -> assertThat(opened.resumed()).isTrue());
        assertThat(world.events.get(4)).isInstanceOfSatisfying(DriveNotification.class, catchUp -> {
            assertThat(catchUp.cause()).isEqualTo(Cause.CATCH_UP);
            assertThat(catchUp.since()).isEqualTo(lastPacket);
            assertThat(catchUp.at()).isAfter(lastPacket);
        });
        // the subscription was still good, so Graph was not asked again
        assertThat(world.graphRequests).hasSize(1);
    }

    @Test
    void after_the_servers_disconnect_there_is_a_new_subscription() {
        SessionMachineHarness world = new SessionMachineHarness(4);
        world.start();
        world.run(Duration.ofSeconds(5));
        world.serverSends(1, "41/notifications,");
        world.run(MINUTE);
        assertThat(world.graphRequests).hasSize(2);
        assertThat(world.of(DriveSessionOpened.class)).hasSize(2);
    }

    @Test
    void a_server_that_accepts_and_drops_at_once_is_tried_ever_more_slowly() {
        SessionMachineHarness world = new SessionMachineHarness(5) {
            @Override
            void joined(long link) {
                after(Duration.ofMillis(1), () -> lose(link));
            }
        };
        world.start();
        world.run(Duration.ofMinutes(60));
        List<Instant> attempts = world.linkAttempts;
        assertThat(attempts).hasSizeLessThan(30);
        Duration last = Duration.between(attempts.get(attempts.size() - 2), attempts.get(attempts.size() - 1));
        assertThat(last).isBetween(Duration.ofSeconds(150), Duration.ofSeconds(301));
        for (int i = 1; i < attempts.size(); i++) {
            assertThat(Duration.between(attempts.get(i - 1), attempts.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
        assertThat(world.complaints).hasSizeBetween(2, 60 / 5);
    }

    @Test
    void after_a_minute_of_being_open_the_waits_start_over() {
        SessionMachineHarness world = new SessionMachineHarness(6);
        world.start();
        for (int i = 0; i < 50; i++) {
            world.run(Duration.ofMinutes(2));
            assertThat(world.session.state()).isInstanceOf(Open.class);
            world.loseAll();
            assertThat(((Waiting) world.session.state()).until())
                    .isBetween(world.now.plusMillis(500), world.now.plusSeconds(1));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionMachineHarness.Fate.class,
            names = {"FAILS", "HANGS"})
    void a_renewal_that_fails_anywhere_leaves_the_old_link_alone(SessionMachineHarness.Fate fate) {
        for (int where = 0; where < 5; where++) {
            int broken = where;
            SessionMachineHarness world = new SessionMachineHarness(7 + where) {
                private SessionMachineHarness.Fate at(int place) {
                    return place == broken && !events.isEmpty() ? fate : Fate.WORKS;
                }

                @Override
                Fate token() {
                    return at(0);
                }

                @Override
                SubscriptionResult graph() {
                    return switch (at(1)) {
                        case WORKS -> super.graph();
                        case FAILS -> new GraphFailure(ErrorCode.GRAPH_SERVER_ERROR, "test");
                        case HANGS, REFUSES -> null;
                    };
                }

                @Override
                Fate webSocket() {
                    return at(2);
                }

                @Override
                Fate handshake() {
                    return at(3);
                }

                @Override
                Fate connect() {
                    return at(4);
                }
            };
            world.start();
            world.run(Duration.ofMinutes(57));
            int before = world.graphRequests.size();
            world.run(MINUTE.multipliedBy(2));
            world.notifyAll("still");
            world.run(Duration.ofSeconds(59));
            assertThat(world.changed()).as("where %s", where).containsExactly("still");
            assertThat(world.events).hasSize(2);
            assertThat(world.joinedLinks()).contains(1L);
            assertThat(world.session.state()).isInstanceOfAny(Open.class, Renewing.class);
            assertThat(world.complaints).hasSize(1);
            if (where > 0) {
                assertThat(world.graphRequests.size()).isGreaterThan(before + 1);
            }
        }
    }

    @Test
    void a_link_lost_while_the_next_one_is_made_is_replaced_by_it() {
        SessionMachineHarness world = new SessionMachineHarness(20);
        world.start();
        world.run(Duration.ofMinutes(58).plusMillis(90));
        assertThat(world.session.state()).isInstanceOf(Renewing.class);
        world.lose(1);
        assertThat(world.session.state()).isInstanceOf(SessionState.Attempt.class);
        world.run(Duration.ofSeconds(1));
        assertThat(world.session.state()).isInstanceOf(Open.class);
        assertThat(world.of(DriveSessionOpened.class)).hasSize(2);
        assertThat(world.of(DriveNotification.class)).hasSize(1);
        assertThat(world.linkAttempts).hasSize(2);
    }

    @Test
    void a_silent_server_is_found_dead_after_interval_and_timeout() {
        SessionMachineHarness world = new SessionMachineHarness(21) {
            @Override
            Fate ping(long link) {
                return link == 1 ? Fate.HANGS : Fate.WORKS;
            }
        };
        world.start();
        world.run(Duration.ofMinutes(3));
        assertThat(world.of(DriveSessionClosed.class)).singleElement().satisfies(closed -> {
            assertThat(closed.reason()).startsWith("DRC3008");
            assertThat(Duration.between(world.events.get(0).at(), closed.at())).isEqualTo(Duration.ofSeconds(45));
        });
        assertThat(world.session.state()).isInstanceOf(Open.class);
    }

    @Test
    void a_refused_token_is_replaced_once_at_once_and_then_by_backoff() {
        SessionMachineHarness world = new SessionMachineHarness(22) {
            @Override
            SubscriptionResult graph() {
                return new GraphFailure(ErrorCode.GRAPH_UNAUTHORIZED, "HTTP 401");
            }
        };
        world.start();
        world.run(Duration.ofMillis(200));
        assertThat(world.graphRequests).hasSize(2);
        assertThat(world.rejectedTokens).isEqualTo(2);
        assertThat(world.session.state()).isInstanceOf(Waiting.class);
        world.run(Duration.ofMinutes(30));
        assertThat(world.graphRequests).hasSizeBetween(16, 40);
        assertThat(world.complaints)
                .hasSizeBetween(2, 30 / 5)
                .allSatisfy(
                        complaint -> assertThat(complaint).startsWith("DRC2401").contains("/me/drive/root"));
    }

    @Test
    void retry_after_wins_and_is_shared() {
        SessionMachineHarness world = new SessionMachineHarness(23) {
            @Override
            SubscriptionResult graph() {
                return graphRequests.size() == 1
                        ? new GraphFailure(ErrorCode.GRAPH_THROTTLED, "HTTP 429", Optional.of(Duration.ofSeconds(90)))
                        : super.graph();
            }
        };
        world.start();
        world.run(Duration.ofMinutes(3));
        assertThat(Duration.between(world.graphRequests.get(0), world.graphRequests.get(1)))
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
    void what_somebody_has_to_mend_is_tried_at_the_longest_delay(ErrorCode problem) {
        SessionMachineHarness world = new SessionMachineHarness(25) {
            @Override
            SubscriptionResult graph() {
                return new GraphFailure(problem, "test");
            }
        };
        world.start();
        world.run(Duration.ofHours(1));
        assertThat(world.graphRequests).hasSizeBetween(12, 25);
    }

    @Test
    void stop_ends_every_link_and_tells_an_open_session() {
        SessionMachineHarness world = new SessionMachineHarness(26);
        world.start();
        world.run(Duration.ofMinutes(58).plusMillis(90));
        world.step(new Signal.Stop("enough"));
        assertThat(world.openLinks).isEmpty();
        assertThat(world.session.state()).isInstanceOf(Stopped.class);
        assertThat(world.of(DriveSessionClosed.class)).singleElement().satisfies(closed -> {
            assertThat(closed.willReconnect()).isFalse();
            assertThat(closed.reason()).isEqualTo("enough");
        });
        world.run(Duration.ofHours(2));
        assertThat(world.openLinks).isEmpty();
        assertThat(world.graphRequests).hasSize(2);
    }

    @Test
    void a_notification_that_cannot_be_read_is_told_as_a_catch_up_and_the_session_goes_on() {
        SessionMachineHarness world = new SessionMachineHarness(27);
        world.start();
        world.run(Duration.ofSeconds(10));
        world.serverSends(1, "42/notifications,[\"notification\",\"no json\"]");
        world.notifyAll("next");
        world.run(Duration.ofSeconds(1));
        assertThat(world.of(DriveNotification.class))
                .extracting(DriveNotification::cause)
                .containsExactly(Cause.CATCH_UP, Cause.CHANGE);
        assertThat(world.complaints).singleElement().asString().startsWith("DRC3011");
    }

    @Test
    void a_short_life_is_renewed_at_half_of_it() {
        SessionMachineHarness world = new SessionMachineHarness(28) {
            @Override
            SubscriptionResult graph() {
                Subscription usual = (Subscription) super.graph();
                return new Subscription(usual.id(), usual.notificationUrl(), Duration.ofSeconds(10));
            }
        };
        world.start();
        world.run(MINUTE);
        assertThat(world.graphRequests).hasSizeBetween(11, 12);
        assertThat(world.of(DriveSessionOpened.class)).hasSize(1);
    }

    @Test
    void host_that_refuses_a_resumed_subscription_makes_the_session_ask_graph_at_once() {
        boolean[] refusing = new boolean[1];
        SessionMachineHarness world = new SessionMachineHarness(30) {
            @Override
            Fate webSocket() {
                return refusing[0] ? Fate.REFUSES : Fate.WORKS;
            }

            @Override
            SubscriptionResult graph() {
                refusing[0] = false;
                return super.graph();
            }
        };
        world.start();
        world.run(Duration.ofMinutes(2));
        refusing[0] = true;
        world.loseAll();
        world.run(Duration.ofSeconds(2));
        assertThat(world.graphRequests).hasSize(2);
        assertThat(world.session.state()).isInstanceOf(Open.class);
        Instant refused = world.linkAttempts.get(1).plus(SessionMachineHarness.LATENCY);
        assertThat(Duration.between(refused, world.graphRequests.get(1))).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void resume_whose_lease_ends_while_it_waits_for_its_turn_does_not_ask_a_throttled_graph() {
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
    void problem_that_lasts_is_logged_again_with_the_length_of_the_outage() {
        SessionMachineHarness world = new SessionMachineHarness(31) {
            @Override
            SubscriptionResult graph() {
                return new GraphFailure(ErrorCode.GRAPH_SERVER_ERROR, "test");
            }
        };
        world.start();
        world.run(Duration.ofMinutes(11));
        assertThat(world.next)
                .hasSizeBetween(2, 3)
                .last()
                .asString()
                .contains("attempts in a row have failed, not open for ");
    }
}
