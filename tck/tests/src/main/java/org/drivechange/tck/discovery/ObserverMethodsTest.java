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
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
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

/** All the ways in which a bean's method observes, each with a target of its own. */
@TckTest
class ObserverMethodsTest {

    @Deployment
    static WebArchive application() {
        return Application.of(ObserverMethodsTest.class)
                .configured("tck.drive", "configured")
                .configured("tck.account", "contoso")
                .configured("drivechange.account.contoso.token", "token-of-contoso")
                .war();
    }

    @Inject
    Seen seen;

    @Inject
    Calls calls;

    @Inject
    Simulator simulator;

    private List<Object> threeEventsReach(String observer) {
        return threeEventsReach(observer, "/drives/" + observer + "/root");
    }

    private List<Object> threeEventsReach(String observer, String target) {
        seen.awaitOpened(target);
        int before = calls.of(observer).size();
        simulator.emit(target, 3);
        seen.await(target, CHANGE, before + 3);
        return calls.await(observer, before + 3);
    }

    private void staysUnwatched(String target) {
        allTheTime(Duration.ofMillis(500)).until(() -> simulator.paths(target).isEmpty());
    }

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
        assertThat(threeEventsReach("short-form")).hasOnlyElementsOfType(DriveNotification.class);
    }

    @Assertion(id = "discovery-02")
    void other_parameters_are_injected() {
        threeEventsReach("injected");
        threeEventsReach("observes");
    }

    @Assertion(id = "discovery-03")
    void the_annotation_qualifies_an_observes_parameter() {
        threeEventsReach("observes");
    }

    @Assertion(id = "discovery-04")
    void the_annotation_qualifies_an_observes_async_parameter() {
        threeEventsReach("async");
    }

    @Assertion(id = "discovery-05")
    void the_annotation_on_the_method_qualifies_its_observes_parameter() {
        threeEventsReach("on-method");
    }

    @Assertion(id = "discovery-21")
    void the_same_annotation_on_method_and_parameter_is_one() {
        threeEventsReach("on-both");
    }

    @Assertion(id = "discovery-06")
    void visibility_does_not_matter() {
        threeEventsReach("private");
        threeEventsReach("public");
        threeEventsReach("static");
    }

    @Assertion(id = "discovery-07")
    void a_type_variable_bounded_by_the_event_observes() {
        threeEventsReach("generic");
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
        threeEventsReach("inherited");
    }

    @Assertion(id = "discovery-09")
    void an_overriding_method_replaces_the_overridden_one() {
        threeEventsReach("overriding");

        assertThat(calls.of("overridden")).isEmpty();
        staysUnwatched("/drives/overridden/root");
    }

    @Assertion(id = "discovery-10")
    void bridge_methods_do_not_count() {
        threeEventsReach("bridge");
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
        threeEventsReach("ordered-last", "/drives/ordered/root");

        assertThat(calls.order())
                .filteredOn(one -> one.startsWith("ordered-"))
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
        threeEventsReach("dependent");
        assertThat(threeEventsReach("request")).doesNotHaveDuplicates();
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
        threeEventsReach("intercepted");

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

    @ApplicationScoped
    static class Expressions {

        @Inject
        Calls calls;

        @DriveChange(target = "/drives/${tck.drive}-${tck.absent:fallback}/root", account = "${tck.account}")
        void changed(DriveNotification n) {
            calls.add("expression", n.account());
        }
    }

    @Assertion(id = "discovery-16")
    void expressions_are_read_from_the_configuration() {
        assertThat(threeEventsReach("expression", "/drives/configured-fallback/root"))
                .containsExactly("contoso", "contoso", "contoso");
        assertThat(simulator.tokens("/drives/configured-fallback/root")).containsOnly("token-of-contoso");
    }

    @ApplicationScoped
    static class Spellings {

        @Inject
        Calls calls;

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
    void spellings_of_one_target_share_one_session() {
        threeEventsReach("spelt-plain", "/drives/spelt/root");

        assertThat(calls.await("spelt-slashes", 3)).isEqualTo(calls.await("spelt-url", 3));
        assertThat(simulator.sessions("/drives/spelt/root")).isEqualTo(1);
        assertThat(simulator.paths("/drives/spelt/root")).hasSize(1);
    }

    @ApplicationScoped
    static class Accounts {

        @Inject
        Calls calls;

        @DriveChange(target = "/drives/accounts/root")
        void ours(DriveNotification n) {
            calls.add("ours", n.target() + " of " + n.account());
        }

        @DriveChange(target = "/drives/accounts/root", account = "contoso")
        void theirs(DriveNotification n) {
            calls.add("theirs", n.target() + " of " + n.account());
        }

        @DriveChange(target = "/drives/accounts/list")
        void other(DriveNotification n) {
            calls.add("other", n.target() + " of " + n.account());
        }
    }

    @Assertion(id = "discovery-20")
    void an_observer_sees_only_its_own_target_and_account() {
        seen.awaitOpened("/drives/accounts/root", 2);
        seen.awaitOpened("/drives/accounts/list");

        simulator.emit("/drives/accounts/root", 2);
        simulator.emit("/drives/accounts/list", 2);
        seen.await("/drives/accounts/root", CHANGE, 4);
        seen.await("/drives/accounts/list", CHANGE, 2);

        assertThat(calls.await("ours", 2)).containsOnly("/drives/accounts/root of ");
        assertThat(calls.await("theirs", 2)).containsOnly("/drives/accounts/root of contoso");
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
    void each_form_is_opened_by_its_graph_request() {
        for (String target : List.of(
                "/me/drive/root",
                "/drives/b!five~Forms_1/root",
                "/drives/five-forms/list",
                "/groups/five-forms/drive/root",
                "/sites/contoso.sharepoint.com,0a,0b/lists/fünf-forms/drive/root")) {
            seen.awaitOpened(target);
            assertThat(simulator.emit(target)).isEqualTo(1);
            seen.await(target, CHANGE, 1);
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
        void changed(DriveNotification n, Calls calls) {
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
    void an_injected_event_fires_by_hand() {
        DriveNotification made = DriveNotification.change(DriveTarget.parse("/drives/by-hand/root"))
                .json("{}")
                .build();

        byHand.fire(made);

        assertThat(calls.of("by-hand")).contains(made);
    }

    @Assertion(id = "targets-06")
    void an_event_is_selected_by_the_literal() {
        DriveNotification made = DriveNotification.change(DriveTarget.parse("/drives/by-hand/root"))
                .json("[]")
                .build();

        byHand.fireSelected(made);

        assertThat(calls.of("by-hand")).contains(made);
    }

    @Assertion(id = "discovery-19")
    void on_a_producer_it_is_just_a_qualifier() {
        seen.awaitOpened("/drives/short-form/root");
        assertThat(produced.toString()).isEqualTo("produced");
        staysUnwatched("/drives/produced/root");
    }
}
