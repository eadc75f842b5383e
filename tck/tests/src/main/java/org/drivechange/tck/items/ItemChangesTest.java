// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveReset;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests the delivery and acknowledgement of item changes. */
@TckTest
class ItemChangesTest {

    @Deployment
    static WebArchive application() {
        return Application.of(ItemChangesTest.class)
                .with(MemoryTokenStore.class)
                .configured("drivechange.delta.poll-interval", "PT2S")
                .war();
    }

    @Inject
    EventCollector events;

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Inject
    MemoryTokenStore positions;

    /** Waits until later changes of a target are delivered. */
    private void awaitPosition(String target) {
        eventually().until(() -> positions.hasToken(target));
    }

    @ApplicationScoped
    static class Items {

        @DriveChange(target = "/drives/items/root")
        void changed(DriveItemChange item, ObserverCallLog calls) {
            calls.add("items", item.kind() + " " + item.id() + " " + item.name());
        }
    }

    @Assertion(id = "items-01")
    void observer_receives_changed_and_deleted_items() {
        String target = "/drives/items/root";
        awaitPosition(target);
        String id = simulator.createFile(target, "report.docx");
        assertThat(calls.await("items", 1)).containsExactly("CHANGED " + id + " report.docx");
        simulator.renameItem(target, id, "final.docx");
        assertThat(calls.await("items", 2)).last().isEqualTo("CHANGED " + id + " final.docx");
        simulator.deleteItem(target, id);
        assertThat(calls.await("items", 3)).last().asString().startsWith("DELETED " + id);
    }

    @ApplicationScoped
    static class Ordered {

        void page(@Observes @DriveChange(target = "/drives/ordered/root") DriveDelta page, ObserverCallLog calls) {
            calls.add("ordered", "page of " + page.items().size());
        }

        void pageLater(
                @ObservesAsync @DriveChange(target = "/drives/ordered/root") DriveDelta page, ObserverCallLog calls) {
            calls.add("ordered", "page of " + page.items().size() + ", asynchronous");
        }

        void item(@Observes @DriveChange(target = "/drives/ordered/root") DriveItemChange item, ObserverCallLog calls) {
            calls.add("ordered", item.id());
        }

        void itemLater(
                @ObservesAsync @DriveChange(target = "/drives/ordered/root") DriveItemChange item,
                ObserverCallLog calls) {
            calls.add("ordered", item.id() + ", asynchronous");
        }
    }

    @Assertion(id = "items-02")
    void page_is_delivered_before_its_items_and_synchronous_observers_come_first() {
        String target = "/drives/ordered/root";
        awaitPosition(target);
        simulator.deltaPageSize(target, 100);
        simulator.createFiles(target, 3);
        List<Object> order = calls.await("ordered", 8);
        List<Object> expected = new ArrayList<>(List.of("page of 3", "page of 3, asynchronous"));
        for (int i = 2; i < 8; i += 2) {
            expected.add(order.get(i));
            expected.add(order.get(i) + ", asynchronous");
        }
        assertThat(order).isEqualTo(expected).doesNotHaveDuplicates();
    }

    @ApplicationScoped
    static class Failing {

        private final AtomicInteger items = new AtomicInteger();

        void page(@Observes @DriveChange(target = "/drives/failing/root") DriveDelta page, ObserverCallLog calls) {
            calls.add("failing-page", page.items().size());
        }

        void item(
                @Observes @Priority(1) @DriveChange(target = "/drives/failing/root") DriveItemChange item,
                ObserverCallLog calls) {
            calls.add("failing-item", item.id());
            int call = items.incrementAndGet();
            if (call == 2 || call == 3) {
                throw new IllegalStateException("on purpose");
            }
        }

        void other(
                @Observes @Priority(2) @DriveChange(target = "/drives/failing/root") DriveItemChange item,
                ObserverCallLog calls) {
            calls.add("failing-other", item.id());
        }
    }

    @Assertion(id = "items-03")
    void page_is_delivered_again_from_the_failed_step_on() {
        String target = "/drives/failing/root";
        awaitPosition(target);
        simulator.deltaPageSize(target, 100);
        simulator.createFiles(target, 3);
        List<Object> received = calls.await("failing-item", 5);
        Object failed = received.get(1);
        assertThat(received).containsExactly(received.get(0), failed, failed, failed, received.get(4));
        assertThat(calls.await("failing-other", 5)).isEqualTo(received);
        assertThat(calls.of("failing-page")).containsExactly(3);
    }

    @ApplicationScoped
    static class FailingAsynchronously {

        private final AtomicInteger pages = new AtomicInteger();

        void page(
                @ObservesAsync @DriveChange(target = "/drives/failing-async/root") DriveDelta page,
                ObserverCallLog calls) {
            calls.add("failing-async-page", page.items().size());
            if (pages.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
            }
        }

        @DriveChange(target = "/drives/failing-async/root")
        void item(DriveItemChange item, ObserverCallLog calls) {
            calls.add("failing-async-item", item.id());
        }
    }

    @Assertion(id = "items-04")
    void failure_of_an_asynchronous_observer_withholds_the_acknowledgement() {
        String target = "/drives/failing-async/root";
        awaitPosition(target);
        String id = simulator.createFile(target, "a.txt");
        assertThat(calls.await("failing-async-item", 1)).containsExactly(id);
        assertThat(calls.of("failing-async-page")).containsExactly(1, 1);
    }

    @ApplicationScoped
    static class FailingOnAnyEvent {

        void event(
                @Observes @Priority(1) @DriveChange(target = "/drives/any/root") DriveEvent event,
                ObserverCallLog calls) {
            if (event instanceof DriveItemChange || event instanceof DriveDelta) {
                calls.add("any-event", event.getClass().getSimpleName());
                throw new IllegalStateException("on purpose");
            }
        }

        void object(@Observes @Priority(1) Object any, ObserverCallLog calls) {
            if (any instanceof DriveItemChange item && item.target().path().equals("/drives/any/root")) {
                throw new IllegalStateException("on purpose");
            }
        }

        void item(
                @Observes @Priority(2) @DriveChange(target = "/drives/any/root") DriveItemChange item,
                ObserverCallLog calls) {
            calls.add("any-item", item.name());
        }
    }

    @Assertion(id = "items-05")
    void failure_of_an_observer_of_any_event_repeats_no_step_and_prevents_no_observer() {
        String target = "/drives/any/root";
        awaitPosition(target);
        simulator.createFile(target, "a.txt");
        calls.await("any-item", 1);
        simulator.createFile(target, "b.txt");
        assertThat(calls.await("any-item", 2)).containsExactly("a.txt", "b.txt");
        assertThat(calls.of("any-event")).hasSize(4);
    }

    @ApplicationScoped
    static class AlwaysFailing {

        void item(
                @Observes @DriveChange(target = "/drives/always-failing/root") DriveItemChange item,
                ObserverCallLog calls) {
            calls.add("always-failing", item.id());
            throw new IllegalStateException("on purpose");
        }

        @DriveChange(target = "/drives/always-failing/root")
        void notification(DriveNotification notification, ObserverCallLog calls) {
            calls.add("always-failing-notification", notification.cause());
        }

        @DriveChange(target = "/drives/unaffected/root")
        void other(DriveItemChange item, ObserverCallLog calls) {
            calls.add("unaffected", item.name());
        }
    }

    @Assertion(id = "items-06")
    void failing_observer_delays_neither_notifications_nor_other_targets() {
        String failing = "/drives/always-failing/root";
        String other = "/drives/unaffected/root";
        awaitPosition(failing);
        awaitPosition(other);
        events.awaitOpened(failing);
        events.awaitOpened(other);
        simulator.createFile(failing, "a.txt");
        eventually().until(() -> calls.of("always-failing").size() > 2);
        int before = calls.of("always-failing-notification").size();
        simulator.emit(failing);
        simulator.createFile(other, "b.txt");
        assertThat(calls.await("unaffected", 1)).containsExactly("b.txt");
        eventually().until(() -> calls.of("always-failing-notification").size() > before);
    }

    @ApplicationScoped
    static class Resetting {

        void reset(@Observes @DriveChange(target = "/drives/resetting/root") DriveReset reset, ObserverCallLog calls) {
            calls.add("resetting", reset.reason());
        }

        void page(@Observes @DriveChange(target = "/drives/resetting/root") DriveDelta page, ObserverCallLog calls) {
            if (page.baseline()) {
                calls.add("resetting", page.complete() ? "complete" : "page");
            }
        }

        void item(
                @Observes @DriveChange(target = "/drives/resetting/root") DriveItemChange item, ObserverCallLog calls) {
            calls.add(item.baseline() ? "resetting-baseline" : "resetting-item", item.name());
        }
    }

    @Assertion(id = {"items-07", "items-13"})
    void reset_is_followed_by_a_baseline_whose_last_page_is_complete() {
        String target = "/drives/resetting/root";
        awaitPosition(target);
        simulator.createFiles(target, 7);
        calls.await("resetting-item", 7);
        simulator.expireDelta(target);
        changes.watches().stream()
                .filter(watch -> watch.target().path().equals(target))
                .forEach(DriveWatch::readDelta);
        eventually().until(() -> calls.of("resetting").contains("complete"));
        List<Object> expired = calls.of("resetting");
        assertThat(expired.get(0)).isEqualTo(DriveReset.Reason.RESYNC);
        assertThat(expired.subList(1, expired.size() - 1)).isNotEmpty().containsOnly("page");
        assertThat(calls.of("resetting-baseline")).hasSize(7);

        changes.watches().stream()
                .filter(watch -> watch.target().path().equals(target))
                .forEach(DriveWatch::resync);
        eventually()
                .until(() -> calls.of("resetting").stream()
                                .filter("complete"::equals)
                                .count()
                        == 2);
        assertThat(calls.of("resetting")).contains(DriveReset.Reason.REQUESTED);
    }

    @ApplicationScoped
    static class WithoutSession {

        @DriveChange(target = "/drives/without-session/root")
        void item(DriveItemChange item, ObserverCallLog calls) {
            calls.add("without-session", item.name());
        }
    }

    @Assertion(id = "items-08")
    void item_changes_are_delivered_without_a_session() {
        String target = "/drives/without-session/root";
        simulator.always(target, Map.of("status", 404));
        awaitPosition(target);
        simulator.drop(target, "DISCONNECT");
        eventually().until(() -> simulator.sessions(target) == 0);
        simulator.createFile(target, "a.txt");
        assertThat(calls.await("without-session", 1)).containsExactly("a.txt");
    }

    @ApplicationScoped
    static class NotSwitchedOn {

        @DriveChange(target = "/drives/not-switched-on/root")
        void event(DriveEvent event, ObserverCallLog calls) {
            if (!(event instanceof DriveNotification)) {
                calls.add("not-switched-on", event.getClass().getSimpleName());
            }
        }
    }

    @Assertion(id = "items-10")
    void observer_of_any_event_does_not_switch_on_the_delta() {
        String target = "/drives/not-switched-on/root";
        events.awaitOpened(target);
        simulator.createFile(target, "a.txt");
        events.await(target, DriveNotification.Cause.CHANGE, 1);
        assertThat(simulator.paths(target)).noneMatch(path -> path.endsWith("/delta"));
        assertThat(positions.hasToken(target)).isFalse();
    }

    @Assertion(id = "items-12")
    void store_is_called_with_the_class_loader_and_a_request_context() {
        awaitPosition("/drives/items/root");
        assertThat(positions.failures()).isEmpty();
    }
}
