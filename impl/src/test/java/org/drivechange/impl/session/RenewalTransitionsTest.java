// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Renewing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenewalTransitionsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void renewal_makes_the_new_connection_before_it_breaks_the_old_one() {
        SessionMachineHarness harness = new SessionMachineHarness(29);
        harness.start();
        harness.run(Duration.ofMinutes(58).plusMillis(90));
        assertThat(harness.session.state()).isInstanceOf(Renewing.class);
        assertThat(harness.openLinks).contains(1L);
        harness.serverSends(1, SessionMachineHarness.notification("during"));
        harness.run(Duration.ofSeconds(1));
        assertThat(harness.session.state()).isInstanceOf(Open.class);
        assertThat(harness.changed()).containsExactly("during");
        assertThat(harness.joinedLinks()).as("the old one is drained first").containsExactlyInAnyOrder(1L, 2L);
        harness.run(MINUTE);
        assertThat(harness.joinedLinks()).containsExactly(2L);
    }

    @Test
    void renewals_of_a_day_lose_nothing_and_fire_no_events() {
        SessionMachineHarness harness = new SessionMachineHarness(2);
        harness.start();
        harness.run(Duration.ofSeconds(1));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 24 * 60; i++) {
            String resource = "r" + i;
            sent.add(resource);
            harness.notifyAll(resource);
            harness.run(MINUTE);
        }
        assertThat(harness.changed()).containsSubsequence(sent);
        assertThat(harness.of(DriveSessionClosed.class)).isEmpty();
        assertThat(harness.of(DriveSessionOpened.class)).hasSize(1);
        // a lifetime of 60 minutes, renewed two minutes early
        assertThat(harness.graphRequests).hasSize(1 + 24 * 60 / 58);
        assertThat(harness.openLinks).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionMachineHarness.Behaviour.class,
            names = {"FAILS", "HANGS"})
    void failed_renewal_keeps_old_connection(SessionMachineHarness.Behaviour fate) {
        for (int where = 0; where < 5; where++) {
            int broken = where;
            SessionMachineHarness harness = new SessionMachineHarness(7 + where) {
                private SessionMachineHarness.Behaviour at(int place) {
                    return place == broken && !events.isEmpty() ? fate : Behaviour.WORKS;
                }

                @Override
                Behaviour token() {
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
                Behaviour webSocket() {
                    return at(2);
                }

                @Override
                Behaviour handshake() {
                    return at(3);
                }

                @Override
                Behaviour connect() {
                    return at(4);
                }
            };
            harness.start();
            harness.run(Duration.ofMinutes(57));
            int before = harness.graphRequests.size();
            harness.run(MINUTE.multipliedBy(2));
            harness.notifyAll("still");
            harness.run(Duration.ofSeconds(59));
            assertThat(harness.changed()).as("where %s", where).containsExactly("still");
            assertThat(harness.events).hasSize(2);
            assertThat(harness.joinedLinks()).contains(1L);
            assertThat(harness.session.state()).isInstanceOfAny(Open.class, Renewing.class);
            assertThat(harness.failures).hasSize(1);
            if (where > 0) {
                assertThat(harness.graphRequests.size()).isGreaterThan(before + 1);
            }
        }
    }

    @Test
    void renewal_in_progress_replaces_lost_connection() {
        SessionMachineHarness harness = new SessionMachineHarness(20);
        harness.start();
        harness.run(Duration.ofMinutes(58).plusMillis(90));
        assertThat(harness.session.state()).isInstanceOf(Renewing.class);
        harness.lose(1);
        assertThat(harness.session.state()).isInstanceOf(SessionState.Attempt.class);
        harness.run(Duration.ofSeconds(1));
        assertThat(harness.session.state()).isInstanceOf(Open.class);
        assertThat(harness.of(DriveSessionOpened.class)).hasSize(2);
        assertThat(harness.of(DriveNotification.class)).hasSize(1);
        assertThat(harness.linkAttempts).hasSize(2);
    }

    @Test
    void short_subscription_is_renewed_at_half_its_lifetime() {
        SessionMachineHarness harness = new SessionMachineHarness(28) {
            @Override
            SubscriptionResult graph() {
                Subscription usual = (Subscription) super.graph();
                return new Subscription(usual.id(), usual.notificationUrl(), Duration.ofSeconds(10));
            }
        };
        harness.start();
        harness.run(MINUTE);
        assertThat(harness.graphRequests).hasSizeBetween(11, 12);
        assertThat(harness.of(DriveSessionOpened.class)).hasSize(1);
    }
}
