// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CATCH_UP;
import static org.drivechange.DriveNotification.Cause.CHANGE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests the conversion of wire notifications to events. */
@TckTest
class NotificationTest {

    @Deployment
    static WebArchive application() {
        return Application.of(NotificationTest.class).war();
    }

    @ApplicationScoped
    static class Beans {

        @DriveChange(target = "/drives/elements/root")
        void elements(DriveNotification n) {}

        @DriveChange(target = "/drives/fields/root")
        void fields(DriveNotification n) {}

        @DriveChange(target = "/drives/unreadable/root")
        void unreadable(DriveNotification n) {}

        @DriveChange(target = "/drives/times/root")
        void times(DriveNotification n) {}
    }

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Assertion(id = {"events-02", "events-04"})
    void notification_is_created_for_each_element_in_wire_order_with_its_json_verbatim() {
        String target = "/drives/elements/root";
        events.awaitOpened(target);

        simulator.emit(target, "{\"value\": [ {\"a\" :  1}, {\"b\":\"\\u00e9 é\"},{\"c\":[ 2 ]} ]}");

        assertThat(events.await(target, CHANGE, 3))
                .extracting(DriveNotification::json)
                .containsExactly("{\"a\" :  1}", "{\"b\":\"\\u00e9 é\"}", "{\"c\":[ 2 ]}");
    }

    @Assertion(id = "events-03")
    void accessors_return_the_elements_fields() {
        String target = "/drives/fields/root";
        events.awaitOpened(target);

        simulator.emit(target, """
                {"value":[{"subscriptionId":"s-1","clientState":"c-1","resource":"r-1","tenantId":"t-1",
                "siteUrl":"u-1","webId":"w-1","expirationDateTime":"2030-01-02T03:04:05.0000000Z"},{}]}""");

        List<DriveNotification> both = events.await(target, CHANGE, 2);
        DriveNotification full = both.get(0);
        assertThat(full.subscriptionId()).isEqualTo("s-1");
        assertThat(full.clientState()).isEqualTo("c-1");
        assertThat(full.resource()).isEqualTo("r-1");
        assertThat(full.tenantId()).isEqualTo("t-1");
        assertThat(full.siteUrl()).isEqualTo("u-1");
        assertThat(full.webId()).isEqualTo("w-1");
        assertThat(full.expiration()).isEqualTo("2030-01-02T03:04:05Z");
        DriveNotification empty = both.get(1);
        assertThat(empty.subscriptionId()).isNull();
        assertThat(empty.clientState()).isNull();
        assertThat(empty.resource()).isNull();
        assertThat(empty.tenantId()).isNull();
        assertThat(empty.siteUrl()).isNull();
        assertThat(empty.webId()).isNull();
        assertThat(empty.expiration()).isNull();
    }

    @Assertion(id = "events-08")
    void unreadable_notification_fires_a_catch_up_and_later_ones_arrive() {
        String target = "/drives/unreadable/root";
        events.awaitOpened(target);

        simulator.emit(target, "{\"value\":");
        simulator.emit(target);

        events.await(target, CHANGE, 1);
        assertThat(events.of(target, CATCH_UP)).hasSize(1);
        assertThat(events.of(target, CATCH_UP).get(0).json()).isNull();
        assertThat(events.of(target, DriveSessionClosed.class)).isEmpty();
    }

    @Assertion(id = {"events-01", "events-05"})
    void event_has_its_target_account_and_time() {
        String target = "/drives/times/root";
        Instant before = Instant.now().minusSeconds(120);
        events.awaitOpened(target);
        simulator.emit(target);
        DriveNotification change = events.await(target, CHANGE, 1).get(0);

        assertThat(change.since()).isEqualTo(change.at());
        assertThat(events.of(target)).allSatisfy(event -> {
            assertThat(event.account()).isEmpty();
            assertThat(event.at()).isBetween(before, Instant.now());
        });
        assertThat(events.of(target)).extracting(DriveEvent::at).isSorted();
    }
}
