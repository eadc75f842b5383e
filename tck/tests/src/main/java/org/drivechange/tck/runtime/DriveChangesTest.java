// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;
import static org.drivechange.tck.Timeouts.throughout;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.DriveWatch.State;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests targets known at run time only. */
@TckTest
class DriveChangesTest {

    @Deployment
    static WebArchive application() {
        return Application.of(DriveChangesTest.class)
                .configured("drivechange.account.contoso.token", "token-of-contoso")
                .war();
    }

    @ApplicationScoped
    static class Declared {
        @DriveChange(target = "/drives/declared/root")
        void changed(DriveNotification n) {}
    }

    @ApplicationScoped
    static class StartupWatcher {

        @Inject
        DriveChanges changes;

        private DriveWatch watch;

        @PostConstruct
        void watch() {
            watch = changes.watch(DriveTarget.parse("/drives/early/root"));
        }

        void started(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object event) {}

        DriveWatch startup() {
            return watch;
        }
    }

    @Inject
    DriveChanges changes;

    @Inject
    StartupWatcher startup;

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    private static DriveTarget drive(String id) {
        return DriveTarget.parse("/drives/" + id + "/root");
    }

    @Assertion(id = {"runtime-01", "runtime-05"})
    void watch_opens_a_session_whose_events_reach_unqualified_observers() {
        Instant before = Instant.now();
        try (DriveWatch watch = changes.watch(drive("watched"))) {
            events.awaitOpened("/drives/watched/root");
            simulator.emit("/drives/watched/root", 2);
            events.await("/drives/watched/root", CHANGE, 2);

            assertThat(watch.target()).isEqualTo(drive("watched"));
            assertThat(watch.account()).isEmpty();
            eventually().until(() -> watch.state() == State.OPEN && watch.notifications() == 2);
            assertThat(watch.lastNotification().orElseThrow()).isBetween(before, Instant.now());
        }
        eventually().until(() -> simulator.sessions("/drives/watched/root") == 0);
    }

    @Assertion(id = "session-13")
    void watch_close_fires_a_closed_event_without_reconnecting() {
        String target = "/drives/on-purpose/root";
        DriveWatch watch = changes.watch(drive("on-purpose"));
        events.awaitOpened(target);

        watch.close();

        eventually().until(() -> events.of(target, DriveSessionClosed.class).size() == 1);
        assertThat(events.of(target, DriveSessionClosed.class).get(0).willReconnect())
                .isFalse();
    }

    @Assertion(id = "runtime-02")
    void watches_of_one_target_share_its_session_until_the_last_is_closed() {
        String target = "/drives/shared/root";
        DriveWatch one = changes.watch(drive("shared"));
        DriveWatch two = changes.watch(DriveTarget.parse("drives/shared/root/"));
        events.awaitOpened(target);

        one.close();
        one.close();
        simulator.emit(target);
        events.await(target, CHANGE, 1);
        assertThat(simulator.paths(target)).hasSize(1);
        eventually().until(() -> two.state() == State.OPEN);

        two.close();
        eventually().until(() -> simulator.sessions(target) == 0);
        eventually().until(() -> two.state() == State.CLOSED);
    }

    @Assertion(id = "runtime-03")
    void close_of_a_declared_watch_has_no_effect() {
        String target = "/drives/declared/root";
        events.awaitOpened(target);

        DriveWatch declared = changes.watches().stream()
                .filter(watch -> watch.target().path().equals(target))
                .findFirst()
                .orElseThrow();
        declared.close();

        throughout(Duration.ofMillis(500)).until(() -> simulator.sessions(target) == 1);
        simulator.emit(target);
        events.await(target, CHANGE, 1);
        eventually().until(() -> declared.state() == State.OPEN);
    }

    @Assertion(id = "runtime-04")
    void watches_returns_declared_and_run_time_watches() {
        try (DriveWatch watch = changes.watch(drive("snapshot"))) {
            assertThat(changes.watches())
                    .extracting(DriveWatch::target)
                    .contains(drive("declared"), drive("snapshot"), watch.target());
        }
    }

    @Assertion(id = "runtime-10")
    void watches_returns_a_snapshot_and_omits_closed_watches() {
        DriveWatch watch = changes.watch(drive("closed-later"));
        Collection<DriveWatch> before = changes.watches();

        watch.close();

        eventually()
                .untilAsserted(() -> assertThat(changes.watches())
                        .extracting(DriveWatch::target)
                        .doesNotContain(drive("closed-later")));
        assertThat(before).extracting(DriveWatch::target).contains(drive("closed-later"));
    }

    @Assertion(id = "runtime-06")
    void watch_rejects_an_unknown_account() {
        assertThatThrownBy(() -> changes.watch(drive("unknown-account"), "unconfigured"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unconfigured");
    }

    @Assertion(id = {"runtime-07", "tokens-02"})
    void watches_of_different_accounts_have_separate_sessions() {
        String target = "/drives/two-accounts/root";
        try (DriveWatch first = changes.watch(drive("two-accounts"));
                DriveWatch second = changes.watch(drive("two-accounts"), "contoso")) {
            events.awaitOpened(target, 2);
            simulator.emit(target);
            assertThat(events.await(target, CHANGE, 2))
                    .extracting(DriveNotification::account)
                    .containsExactlyInAnyOrder(first.account(), second.account());
        }
        assertThat(simulator.tokens(target)).containsExactlyInAnyOrder(Application.TOKEN, "token-of-contoso");
    }

    @Assertion(id = "runtime-08")
    void watch_requested_during_startup_opens_a_session() {
        assertThat(startup.startup().target()).isEqualTo(drive("early"));
        events.awaitOpened("/drives/early/root");
    }
}
