// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;
import static org.drivechange.tck.Timeouts.throughout;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests all forms of observer methods, each with its own target. */
@TckTest
class ObserverMethodsTest {

    @Deployment
    static WebArchive application() {
        return Application.of(ObserverMethodsTest.class)
                .with(NotificationSequence.class)
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
    static class Forms {

        @Inject
        ObserverCallLog calls;

        @DriveChange(target = "/drives/short-form/root")
        void shortForm(DriveNotification n) {
            calls.add("short-form", n);
        }

        @DriveChange(target = "/drives/injected/root")
        void injected(SimulatorClient simulator, DriveNotification n, EventCollector events) {
            calls.add("injected", List.of(simulator.address(), n, events.all()));
        }

        void observes(
                @Observes @DriveChange(target = "/drives/observes/root") DriveNotification n, EventCollector events) {
            calls.add("observes", events.all());
        }

        void async(@ObservesAsync @DriveChange(target = "/drives/async/root") DriveNotification n) {
            calls.add("async", n);
        }

        @DriveChange(target = "/drives/on-method/root")
        void onMethod(@Observes DriveNotification n) {
            calls.add("on-method", n);
        }

        @DriveChange(target = "/drives/on-both/root")
        void onBoth(@Observes @DriveChange(target = "/drives/on-both/root") DriveNotification n) {
            calls.add("on-both", n);
        }

        @SuppressWarnings("UnusedMethod") // called by CDI
        @DriveChange(target = "/drives/private/root")
        private void isPrivate(DriveNotification n) {
            calls.add("private", n);
        }

        @DriveChange(target = "/drives/public/root")
        public void isPublic(DriveNotification n) {
            calls.add("public", n);
        }

        @DriveChange(target = "/drives/static/root")
        static void isStatic(DriveNotification n, ObserverCallLog calls) {
            calls.add("static", n);
        }

        @DriveChange(target = "/drives/generic/root")
        <E extends DriveEvent> void generic(E event) {
            if (event instanceof DriveNotification) {
                calls.add("generic", event);
            }
        }
    }

    @Assertion(id = "discovery-01")
    void method_with_the_annotation_observes_its_event_parameter() {
        assertThat(notifications.sendTo("short-form")).hasOnlyElementsOfType(DriveNotification.class);
    }

    @Assertion(id = "discovery-02")
    void observer_method_receives_injected_parameters() {
        notifications.sendTo("injected");
        notifications.sendTo("observes");
    }

    @Assertion(id = "discovery-03")
    void annotation_qualifies_an_observes_parameter() {
        notifications.sendTo("observes");
    }

    @Assertion(id = "discovery-04")
    void annotation_qualifies_an_observes_async_parameter() {
        notifications.sendTo("async");
    }

    @Assertion(id = "discovery-05")
    void annotation_on_a_method_qualifies_its_observes_parameter() {
        notifications.sendTo("on-method");
    }

    @Assertion(id = "discovery-21")
    void same_annotation_on_method_and_parameter_is_accepted() {
        notifications.sendTo("on-both");
    }

    @Assertion(id = "discovery-06")
    void observer_methods_may_have_any_visibility() {
        notifications.sendTo("private");
        notifications.sendTo("public");
        notifications.sendTo("static");
    }

    @Assertion(id = "discovery-07")
    void observer_parameter_may_be_a_type_variable_bounded_by_the_event() {
        notifications.sendTo("generic");
    }

    abstract static class Base<T extends DriveEvent> {

        @Inject
        ObserverCallLog calls;

        @DriveChange(target = "/drives/inherited/root")
        void inherited(DriveNotification n) {
            calls.add("inherited", n);
        }

        @DriveChange(target = "/drives/overridden/root")
        void overridden(DriveNotification n) {
            calls.add("overridden", n);
        }

        @DriveChange(target = "/drives/silenced/root")
        void silenced(DriveNotification n) {
            calls.add("silenced", n);
        }

        @DriveChange(target = "/drives/generic-overridden/root")
        void genericOverridden(T event) {
            calls.add("generic-overridden", event);
        }
    }

    interface Handler<E extends DriveEvent> {
        void handle(E event);
    }

    @ApplicationScoped
    static class Heir extends Base<DriveNotification> implements Handler<DriveNotification> {

        @Override
        @DriveChange(target = "/drives/overriding/root")
        void overridden(DriveNotification n) {
            calls.add("overriding", n);
        }

        @Override
        void silenced(DriveNotification n) {
            calls.add("silenced", n);
        }

        @Override
        @DriveChange(target = "/drives/generic-overriding/root")
        void genericOverridden(DriveNotification n) {
            calls.add("generic-overriding", n);
        }

        @Override
        @DriveChange(target = "/drives/bridge/root")
        public void handle(DriveNotification n) {
            calls.add("bridge", n);
        }
    }

    @Assertion(id = "discovery-08")
    void inherited_method_observes() {
        notifications.sendTo("inherited");
    }

    @Assertion(id = "discovery-09")
    void overriding_method_replaces_the_overridden_observer() {
        notifications.sendTo("overriding");

        assertThat(calls.of("overridden")).isEmpty();
        assertNeverOpened("overridden", "silenced");
    }

    @Assertion(id = "discovery-10")
    void bridge_method_is_no_second_observer() {
        notifications.sendTo("bridge");
        notifications.sendTo("generic-overriding");

        assertNeverOpened("generic-overridden");
    }

    private void assertNeverOpened(String... drives) {
        throughout(Duration.ofMillis(500))
                .until(() -> Stream.of(drives)
                        .allMatch(drive ->
                                simulator.paths("/drives/" + drive + "/root").isEmpty()));
    }

    @ApplicationScoped
    static class Ordered {

        @Inject
        ObserverCallLog calls;

        @DriveChange(target = "/drives/ordered/root")
        void last(@Priority(3000) DriveNotification n) {
            calls.add("ordered-last", n);
        }

        void first(@Observes @Priority(1000) @DriveChange(target = "/drives/ordered/root") DriveNotification n) {
            calls.add("ordered-first", n);
        }
    }

    @Assertion(id = "discovery-11")
    void priority_orders_observers() {
        notifications.sendTo("ordered-last", "/drives/ordered/root");

        assertThat(calls.order())
                .filteredOn(name -> name.startsWith("ordered-"))
                .startsWith("ordered-first", "ordered-last", "ordered-first", "ordered-last");
    }

    @Dependent
    static class Depending {
        @DriveChange(target = "/drives/dependent/root")
        void changed(DriveNotification n, ObserverCallLog calls) {
            calls.add("dependent", n);
        }
    }

    @RequestScoped
    static class InRequest {
        @DriveChange(target = "/drives/request/root")
        void changed(DriveNotification n, ObserverCallLog calls) {
            calls.add("request", System.identityHashCode(this));
        }
    }

    @Assertion(id = "discovery-12")
    void observer_beans_may_have_any_scope() {
        notifications.sendTo("dependent");
        assertThat(notifications.sendTo("request")).doesNotHaveDuplicates();
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Traced {}

    @Traced
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Tracing {

        @Inject
        ObserverCallLog calls;

        @AroundInvoke
        Object around(InvocationContext context) throws Exception {
            calls.add("around", context.getMethod().getName());
            return context.proceed();
        }
    }

    @ApplicationScoped
    static class Intercepted {
        @Traced
        @DriveChange(target = "/drives/intercepted/root")
        void changed(DriveNotification n, ObserverCallLog calls) {
            calls.add("intercepted", n);
        }
    }

    @Assertion(id = "discovery-13")
    void interceptors_of_an_observer_run() {
        notifications.sendTo("intercepted");

        assertThat(calls.of("around")).containsExactly("changed", "changed", "changed");
    }

    @ApplicationScoped
    static class Types {

        @Inject
        ObserverCallLog calls;

        @DriveChange(target = "/drives/types/root")
        void any(DriveEvent event) {
            calls.add("any-event", event);
        }

        @DriveChange(target = "/drives/types/root")
        void opened(DriveSessionOpened event) {
            calls.add("opened", event);
        }
    }

    @Assertion(id = "discovery-14")
    void observer_receives_events_of_its_parameter_type_only() {
        String target = "/drives/types/root";
        events.awaitOpened(target);
        simulator.emit(target, 2);
        events.await(target, CHANGE, 2);

        assertThat(calls.await("any-event", 3)).isEqualTo(events.of(target));
        assertThat(calls.await("opened", 1)).hasOnlyElementsOfType(DriveSessionOpened.class);
    }

    @Assertion(id = "discovery-15")
    void observer_without_the_annotation_receives_events_of_every_target() {
        eventually()
                .until(() -> events.all().stream()
                        .filter(DriveSessionOpened.class::isInstance)
                        .map(DriveEvent::target)
                        .map(DriveTarget::path)
                        .toList()
                        .containsAll(List.of("/drives/short-form/root", "/drives/types/root", "/drives/private/root")));
    }
}
