// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.throughout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests the annotation's values and its further positions. */
@TckTest
class AnnotationTest {

    @Deployment
    static WebArchive application() {
        return Application.of(AnnotationTest.class)
                .with(NotificationSequence.class)
                .configured("tck.drive", "configured")
                .configured("tck.account", "contoso")
                .configured("drivechange.account.contoso.token", "token-of-contoso")
                .war();
    }

    @Inject
    EventCollector events;

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @Inject
    NotificationSequence notifications;

    @ApplicationScoped
    static class Expressions {

        @Inject
        ObserverCallLog calls;

        @DriveChange(target = "/drives/${tck.drive}-${tck.absent:fallback}/root", account = "${tck.account}")
        void changed(DriveNotification n) {
            calls.add("expression", n.account());
        }
    }

    @Assertion(id = "discovery-16")
    void annotation_resolves_expressions_from_the_configuration() {
        assertThat(notifications.sendTo("expression", "/drives/configured-fallback/root"))
                .containsExactly("contoso", "contoso", "contoso");
        assertThat(simulator.tokens("/drives/configured-fallback/root")).containsOnly("token-of-contoso");
    }

    @ApplicationScoped
    static class Spellings {

        @Inject
        ObserverCallLog calls;

        @DriveChange(target = "/drives/spelt/root")
        void plain(DriveNotification n) {
            calls.add("spelt-plain", n);
        }

        @DriveChange(target = "drives/spelt/root/")
        void slashes(DriveNotification n) {
            calls.add("spelt-slashes", n);
        }

        void url(@Observes @DriveChange(target = "https://graph.microsoft.com/v1.0/drives/spelt/root") DriveEvent n) {
            if (n instanceof DriveNotification) {
                calls.add("spelt-url", n);
            }
        }
    }

    @Assertion(id = "discovery-17")
    void observers_with_different_spellings_of_a_target_share_one_session() {
        notifications.sendTo("spelt-plain", "/drives/spelt/root");

        assertThat(calls.await("spelt-slashes", 3)).isEqualTo(calls.await("spelt-url", 3));
        assertThat(simulator.sessions("/drives/spelt/root")).isEqualTo(1);
        assertThat(simulator.paths("/drives/spelt/root")).hasSize(1);
    }

    @ApplicationScoped
    static class Accounts {

        @Inject
        ObserverCallLog calls;

        @DriveChange(target = "/drives/accounts/root")
        void defaultAccount(DriveNotification n) {
            calls.add("defaultAccount", n.target() + " of " + n.account());
        }

        @DriveChange(target = "/drives/accounts/root", account = "contoso")
        void otherAccount(DriveNotification n) {
            calls.add("otherAccount", n.target() + " of " + n.account());
        }

        @DriveChange(target = "/drives/accounts/list")
        void other(DriveNotification n) {
            calls.add("other", n.target() + " of " + n.account());
        }
    }

    @Assertion(id = "discovery-20")
    void observer_receives_events_of_its_own_target_and_account_only() {
        events.awaitOpened("/drives/accounts/root", 2);
        events.awaitOpened("/drives/accounts/list");

        simulator.emit("/drives/accounts/root", 2);
        simulator.emit("/drives/accounts/list", 2);
        events.await("/drives/accounts/root", CHANGE, 4);
        events.await("/drives/accounts/list", CHANGE, 2);

        assertThat(calls.await("defaultAccount", 2)).containsOnly("/drives/accounts/root of ");
        assertThat(calls.await("otherAccount", 2)).containsOnly("/drives/accounts/root of contoso");
        assertThat(calls.await("other", 2)).containsOnly("/drives/accounts/list of ");
    }

    @ApplicationScoped
    static class FiveForms {

        @DriveChange(target = "/me/drive/root")
        void me(DriveNotification n) {}

        @DriveChange(target = "/drives/b!five~Forms_1/root")
        void drive(DriveNotification n) {}

        @DriveChange(target = "/drives/five-forms/list")
        void list(DriveNotification n) {}

        @DriveChange(target = "/groups/five-forms/drive/root")
        void group(DriveNotification n) {}

        @DriveChange(target = "/sites/contoso.sharepoint.com,0a,0b/lists/fünf-forms/drive/root")
        void site(DriveNotification n) {}
    }

    @Assertion(id = {"targets-04", "targets-05"})
    void session_requests_the_subscription_url_of_each_target_form() {
        for (String target : List.of(
                "/me/drive/root",
                "/drives/b!five~Forms_1/root",
                "/drives/five-forms/list",
                "/groups/five-forms/drive/root",
                "/sites/contoso.sharepoint.com,0a,0b/lists/fünf-forms/drive/root")) {
            events.awaitOpened(target);
            assertThat(simulator.emit(target)).isEqualTo(1);
            events.await(target, CHANGE, 1);
            assertThat(simulator.paths(target))
                    .allSatisfy(raw -> assertThat(raw).isASCII())
                    .extracting(raw -> URI.create(raw).getPath())
                    .containsOnly("/v1.0" + target + "/subscriptions/socketIo");
        }
    }

    @ApplicationScoped
    static class ByHand {

        @Inject
        @DriveChange(target = "/drives/by-hand/root/")
        Event<DriveNotification> event;

        @Produces
        @DriveChange(target = "/drives/produced/root")
        StringBuilder produced() {
            return new StringBuilder("produced");
        }

        @DriveChange(target = "drives/by-hand/root")
        void changed(DriveNotification n, ObserverCallLog calls) {
            calls.add("by-hand", n);
        }

        void fire(DriveNotification made) {
            event.fire(made);
        }

        @Inject
        @Any
        Event<DriveNotification> any;

        void fireSelected(DriveNotification made) {
            any.select(DriveChange.Literal.of(made.target().path())).fire(made);
        }
    }

    @Inject
    ByHand byHand;

    @Inject
    @DriveChange(target = "/drives/produced/root")
    StringBuilder produced;

    @Assertion(id = "discovery-18")
    void injected_event_fires_to_observers_of_the_target() {
        DriveNotification made = DriveNotification.change(DriveTarget.parse("/drives/by-hand/root"))
                .json("{}")
                .build();

        byHand.fire(made);

        assertThat(calls.of("by-hand")).contains(made);
    }

    @Assertion(id = "targets-06")
    void literal_selects_the_event_of_a_target() {
        DriveNotification made = DriveNotification.change(DriveTarget.parse("/drives/by-hand/root"))
                .json("[]")
                .build();

        byHand.fireSelected(made);

        assertThat(calls.of("by-hand")).contains(made);
    }

    @Assertion(id = "discovery-19")
    void annotation_on_a_producer_is_a_qualifier_and_opens_no_session() {
        events.awaitOpened("/drives/spelt/root");
        assertThat(produced.toString()).isEqualTo("produced");
        throughout(Duration.ofMillis(500))
                .until(() -> simulator.paths("/drives/produced/root").isEmpty());
    }
}
