// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.Recorder;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObserverStylesTest {

    private static final String ME = "/me/drive/root";

    private static GraphSimulator simulator;

    @BeforeAll
    static void startSimulator() {
        simulator = GraphSimulator.start();
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    /** Collects the names of called observers. */
    @ApplicationScoped
    static class Calls {

        private final List<String> names = new CopyOnWriteArrayList<>();

        void add(String name) {
            names.add(name);
        }

        List<String> names() {
            return names;
        }
    }

    @ApplicationScoped
    static class AllStyles {

        @DriveChange(target = "https://graph.microsoft.com/v1.0/me/drive/root/")
        void shortForm(DriveNotification n, Calls calls) {
            calls.add("short");
        }

        void observes(@Observes @DriveChange(target = "me/drive/root") DriveNotification n, Calls calls) {
            calls.add("observes");
        }

        void async(@ObservesAsync @DriveChange(target = "${my.drive}") DriveNotification n, Calls calls) {
            calls.add("async");
        }

        @DriveChange(target = "/${a:me}/${b:drive}/root")
        void onMethodAndObserves(@Observes DriveNotification n, Calls calls) {
            calls.add("method");
        }

        @DriveChange(target = ME)
        private void privateMethod(Calls calls, DriveNotification n) {
            calls.add("private");
        }

        @DriveChange(target = ME)
        static void staticMethod(DriveNotification n, Calls calls) {
            calls.add("static");
        }

        void unqualified(@Observes DriveNotification n, Calls calls) {
            calls.add("unqualified");
        }

        @DriveChange(target = ME)
        void everything(DriveEvent event, Calls calls) {
            calls.add("event:" + (event instanceof DriveSessionOpened ? "opened" : "changed"));
        }
    }

    @Test
    void every_style_and_spelling_sees_each_event_once_over_one_session() {
        try (var application = TestApplication.start(
                simulator, Map.of("my.drive", ME), AllStyles.class, Calls.class, Recorder.class)) {
            application.events().awaitOpened(ME, 1);
            assertThat(application.changes().watches()).hasSize(1);
            assertThat(simulator.emit(ME)).isEqualTo(1);
            Calls calls = application.bean(Calls.class);
            await().untilAsserted(() -> assertThat(calls.names())
                    .containsExactlyInAnyOrder(
                            "event:opened",
                            "short",
                            "observes",
                            "async",
                            "method",
                            "private",
                            "static",
                            "unqualified",
                            "event:changed"));
        }
    }

    abstract static class Base<T extends DriveEvent> {

        @Inject
        Calls calls;

        @DriveChange(target = ME)
        void inherited(DriveNotification n) {
            calls.add("inherited");
        }

        @DriveChange(target = ME)
        void replaced(DriveNotification n) {
            calls.add("wrong: replaced");
        }

        @DriveChange(target = ME)
        void silenced(DriveNotification n) {
            calls.add("wrong: silenced");
        }

        @DriveChange(target = ME)
        void generic(T event) {
            calls.add("wrong: generic of the base");
        }
    }

    @Dependent
    static class Derived extends Base<DriveNotification> {

        @Override
        @DriveChange(target = ME)
        void replaced(DriveNotification n) {
            calls.add("replacing");
        }

        @Override
        void silenced(DriveNotification n) {
            calls.add("wrong: silent");
        }

        @Override
        @DriveChange(target = ME)
        void generic(DriveNotification n) {
            calls.add("generic");
        }

        @DriveChange(target = ME)
        <E extends DriveNotification> void variable(E event) {
            calls.add("variable");
        }
    }

    @Test
    void inherited_overridden_and_generic_methods_count_as_in_cdi() {
        try (var application = TestApplication.start(simulator, Derived.class, Calls.class, Recorder.class)) {
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            application.events().awaitChanges(ME, 1);
            assertThat(application.bean(Calls.class).names())
                    .containsExactlyInAnyOrder("inherited", "replacing", "generic", "variable");
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Traced {}

    @Traced
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Tracer {

        @Inject
        Calls calls;

        @AroundInvoke
        Object trace(InvocationContext context) throws Exception {
            calls.add("before");
            return context.proceed();
        }
    }

    @RequestScoped
    static class Request {

        private final AtomicInteger uses = new AtomicInteger();

        int use() {
            return uses.incrementAndGet();
        }
    }

    @ApplicationScoped
    static class Intercepted {

        @Traced
        @DriveChange(target = ME)
        public void changed(DriveNotification n, Calls calls, Request request) {
            calls.add("first use " + request.use());
        }

        void later(
                @Observes @Priority(3000) @DriveChange(target = ME) DriveNotification n, Calls calls, Request request) {
            calls.add("second use " + request.use());
        }
    }

    @Test
    void interceptors_priorities_and_a_fresh_request_context_for_each_event_work() {
        try (var application = TestApplication.start(
                simulator, Intercepted.class, Tracer.class, Request.class, Calls.class, Recorder.class)) {
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            simulator.emit(ME);
            Calls calls = application.bean(Calls.class);
            await().untilAsserted(() -> assertThat(calls.names())
                    .containsExactly("before", "first use 1", "second use 2", "before", "first use 1", "second use 2"));
        }
    }

    @ApplicationScoped
    static class TwoAccounts {

        @DriveChange(target = ME)
        void own(DriveNotification n, Calls calls) {
            calls.add("own");
        }

        @DriveChange(target = ME, account = "${who:contoso}")
        void contoso(DriveNotification n, Calls calls) {
            calls.add("contoso " + n.account());
        }
    }

    @Test
    void two_accounts_watch_one_target_in_two_sessions() {
        Map<String, String> token = Map.of("drivechange.account.contoso.token", "secret-token-of-contoso");
        try (var application =
                TestApplication.start(simulator, token, TwoAccounts.class, Calls.class, Recorder.class)) {
            application.events().awaitOpened(ME, 2);
            assertThat(simulator.emit(ME)).isEqualTo(2);
            Calls calls = application.bean(Calls.class);
            await().untilAsserted(() -> assertThat(calls.names()).containsExactlyInAnyOrder("own", "contoso contoso"));
            assertThat(simulator.requests())
                    .extracting(GraphRequest::token)
                    .contains("secret-token-of-contoso", "secret-token-of-the-default-account");
        }
    }

    @ApplicationScoped
    static class Unqualified {

        void changed(@Observes DriveNotification n, Calls calls) {
            calls.add(n.target().path());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ME,
                "/drives/b!x-Y_1/root",
                "/drives/b!x-Y_1/list",
                "/groups/0a-1b/drive/root",
                "/sites/contoso.sharepoint.com,1a,2b/lists/3c/drive/root"
            })
    void each_form_is_watched_at_run_time_until_its_last_watch_closes(String path) {
        try (var application = TestApplication.start(simulator, Unqualified.class, Calls.class, Recorder.class)) {
            DriveTarget target = DriveTarget.parse(path);
            DriveWatch first = application.changes().watch(target);
            DriveWatch second = application.changes().watch(target);
            application.events().awaitOpened(path, 1);
            assertThat(first.state()).isEqualTo(DriveWatch.State.OPEN);
            assertThat(simulator.emit(path)).isEqualTo(1);
            application.events().awaitChanges(path, 1);
            await().untilAsserted(() ->
                    assertThat(application.bean(Calls.class).names()).containsExactly(path));
            first.close();
            first.close();
            assertThat(first.state()).isEqualTo(DriveWatch.State.CLOSED);
            assertThat(second.state()).isEqualTo(DriveWatch.State.OPEN);
            second.close();
            await().until(() -> simulator.sessions(path) == 0);
            assertThat(application.changes().watches()).isEmpty();
        }
    }

    @Test
    void an_unknown_account_is_refused_and_what_is_declared_cannot_be_closed() {
        DriveWatch declared;
        try (var application = TestApplication.start(
                simulator, Map.of("my.drive", ME), AllStyles.class, Calls.class, Recorder.class)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> application.changes().watch(DriveTarget.parse(ME), "nobody"))
                    .withMessageContaining("drivechange.account.nobody.token");
            application.events().awaitOpened(ME, 1);
            declared = application.watch(ME);
            declared.close();
            assertThat(declared.state()).isEqualTo(DriveWatch.State.OPEN);
        }
        assertThat(declared.state()).isEqualTo(DriveWatch.State.CLOSED);
    }

    @ApplicationScoped
    static class Injected {

        @Inject
        @DriveChange(target = "me/drive/root/")
        Event<DriveNotification> event;

        void fire() {
            event.fire(DriveNotification.change(DriveTarget.parse(ME)).build());
        }
    }

    @ApplicationScoped
    static class Producer {

        @Produces
        @DriveChange(target = "just a qualifier here")
        String produced() {
            return "produced";
        }
    }

    @Test
    void an_injected_event_fires_by_hand_and_a_producers_qualifier_is_left_alone() {
        Map<String, String> off = Map.of("drivechange.enabled", "false", "my.drive", ME);
        try (var application = TestApplication.start(
                simulator, off, AllStyles.class, Injected.class, Producer.class, Calls.class, Recorder.class)) {
            assertThat(application.watch(ME).state()).isEqualTo(DriveWatch.State.WAITING);
            application.bean(Injected.class).fire();
            assertThat(application.bean(Calls.class).names()).contains("short", "observes", "static", "unqualified");
            assertThat(application.bean(String.class, DriveChange.Literal.of("just a qualifier here")))
                    .isEqualTo("produced");
        }
    }
}
