// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Patience.allTheTime;
import static org.drivechange.tck.Patience.eventually;

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
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.Calls;
import org.drivechange.tck.Seen;
import org.drivechange.tck.Simulator;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests all forms of observer methods, each with its own target. */
@TckTest
class ObserverMethodsTest {

    @Deployment
    static WebArchive application() {
        return Application.of(ObserverMethodsTest.class).with(ThreeEvents.class).war();
    }

    @Inject
    Seen seen;

    @Inject
    Calls calls;

    @Inject
    Simulator simulator;

    @Inject
    ThreeEvents threeEvents;

    @ApplicationScoped
    static class Forms {

        @Inject
        Calls calls;

        @DriveChange(target = "/drives/short-form/root")
        void shortForm(DriveNotification n) {
            calls.add("short-form", n);
        }

        @DriveChange(target = "/drives/injected/root")
        void injected(Simulator simulator, DriveNotification n, Seen seen) {
            calls.add("injected", List.of(simulator.address(), n, seen.all()));
        }

        void observes(@Observes @DriveChange(target = "/drives/observes/root") DriveNotification n, Seen seen) {
            calls.add("observes", seen.all());
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
        static void isStatic(DriveNotification n, Calls calls) {
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
    void a_method_with_the_annotation_observes_its_one_event_parameter() {
        assertThat(threeEvents.reach("short-form")).hasOnlyElementsOfType(DriveNotification.class);
    }

    @Assertion(id = "discovery-02")
    void other_parameters_are_injected() {
        threeEvents.reach("injected");
        threeEvents.reach("observes");
    }

    @Assertion(id = "discovery-03")
    void the_annotation_qualifies_an_observes_parameter() {
        threeEvents.reach("observes");
    }

    @Assertion(id = "discovery-04")
    void the_annotation_qualifies_an_observes_async_parameter() {
        threeEvents.reach("async");
    }

    @Assertion(id = "discovery-05")
    void the_annotation_on_the_method_qualifies_its_observes_parameter() {
        threeEvents.reach("on-method");
    }

    @Assertion(id = "discovery-21")
    void the_same_annotation_on_method_and_parameter_is_one() {
        threeEvents.reach("on-both");
    }

    @Assertion(id = "discovery-06")
    void visibility_does_not_matter() {
        threeEvents.reach("private");
        threeEvents.reach("public");
        threeEvents.reach("static");
    }

    @Assertion(id = "discovery-07")
    void a_type_variable_bounded_by_the_event_observes() {
        threeEvents.reach("generic");
    }

    abstract static class Base {

        @Inject
        Calls calls;

        @DriveChange(target = "/drives/inherited/root")
        void inherited(DriveNotification n) {
            calls.add("inherited", n);
        }

        @DriveChange(target = "/drives/overridden/root")
        void overridden(DriveNotification n) {
            calls.add("overridden", n);
        }
    }

    interface Handler<E extends DriveEvent> {
        void handle(E event);
    }

    @ApplicationScoped
    static class Heir extends Base implements Handler<DriveNotification> {

        @Override
        @DriveChange(target = "/drives/overriding/root")
        void overridden(DriveNotification n) {
            calls.add("overriding", n);
        }

        @Override
        @DriveChange(target = "/drives/bridge/root")
        public void handle(DriveNotification n) {
            calls.add("bridge", n);
        }
    }

    @Assertion(id = "discovery-08")
    void an_inherited_method_observes() {
        threeEvents.reach("inherited");
    }

    @Assertion(id = "discovery-09")
    void an_overriding_method_replaces_the_overridden_one() {
        threeEvents.reach("overriding");

        assertThat(calls.of("overridden")).isEmpty();
        allTheTime(Duration.ofMillis(500))
                .until(() -> simulator.paths("/drives/overridden/root").isEmpty());
    }

    @Assertion(id = "discovery-10")
    void bridge_methods_do_not_count() {
        threeEvents.reach("bridge");
    }

    @ApplicationScoped
    static class Ordered {

        @Inject
        Calls calls;

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
        threeEvents.reach("ordered-last", "/drives/ordered/root");

        assertThat(calls.order())
                .filteredOn(name -> name.startsWith("ordered-"))
                .startsWith("ordered-first", "ordered-last", "ordered-first", "ordered-last");
    }

    @Dependent
    static class Depending {
        @DriveChange(target = "/drives/dependent/root")
        void changed(DriveNotification n, Calls calls) {
            calls.add("dependent", n);
        }
    }

    @RequestScoped
    static class InRequest {
        @DriveChange(target = "/drives/request/root")
        void changed(DriveNotification n, Calls calls) {
            calls.add("request", System.identityHashCode(this));
        }
    }

    @Assertion(id = "discovery-12")
    void beans_of_any_scope_observe() {
        threeEvents.reach("dependent");
        assertThat(threeEvents.reach("request")).doesNotHaveDuplicates();
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Traced {}

    @Traced
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Tracing {

        @Inject
        Calls calls;

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
        void changed(DriveNotification n, Calls calls) {
            calls.add("intercepted", n);
        }
    }

    @Assertion(id = "discovery-13")
    void interceptors_run() {
        threeEvents.reach("intercepted");

        assertThat(calls.of("around")).containsExactly("changed", "changed", "changed");
    }

    @ApplicationScoped
    static class Types {

        @Inject
        Calls calls;

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
    void an_observer_sees_the_events_of_its_parameters_type() {
        String target = "/drives/types/root";
        seen.awaitOpened(target);
        simulator.emit(target, 2);
        seen.await(target, CHANGE, 2);

        assertThat(calls.await("any-event", 3)).isEqualTo(seen.of(target));
        assertThat(calls.await("opened", 1)).hasOnlyElementsOfType(DriveSessionOpened.class);
    }

    @Assertion(id = "discovery-15")
    void an_observer_without_the_annotation_sees_every_target() {
        eventually()
                .until(() -> seen.all().stream()
                        .filter(DriveSessionOpened.class::isInstance)
                        .map(DriveEvent::target)
                        .map(DriveTarget::path)
                        .toList()
                        .containsAll(List.of("/drives/short-form/root", "/drives/types/root", "/drives/private/root")));
    }
}
