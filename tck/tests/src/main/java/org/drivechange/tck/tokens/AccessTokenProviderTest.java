// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.spi.AccessTokenProvider;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests tokens of the application's own provider. */
@TckTest
class AccessTokenProviderTest {

    @Deployment
    static WebArchive application() {
        return Application.of(AccessTokenProviderTest.class)
                .without("drivechange.token")
                .configured("drivechange.connect-timeout", "PT3S")
                .war();
    }

    @RequestScoped
    static class Request {
        boolean active() {
            return true;
        }
    }

    @ApplicationScoped
    static class Provider implements AccessTokenProvider {

        private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
        private final List<String> rejected = new CopyOnWriteArrayList<>();
        private final CountDownLatch never = new CountDownLatch(1);
        private final CountDownLatch entered = new CountDownLatch(1);

        @Inject
        Request request;

        @Override
        public String accessToken(String account) throws Exception {
            assertThat(request.active()).isTrue();
            assertThat(Thread.currentThread().getContextClassLoader().loadClass(Provider.class.getName()))
                    .isSameAs(Provider.class);
            int count = numbers.computeIfAbsent(account, none -> new AtomicInteger())
                    .incrementAndGet();
            switch (account + "-" + count) {
                case "failing-1" -> throw new IOException("thrown by the test's provider");
                case "failing-2" -> {
                    return null;
                }
                case "blocking-1" -> {
                    entered.countDown();
                    never.await(30, TimeUnit.SECONDS);
                    throw new IOException("thrown by the test's slow provider");
                }
                default -> {
                    return "provided-for-" + account + "-" + count;
                }
            }
        }

        @Override
        public void rejected(String account, String token) {
            rejected.add(account + " " + token);
        }

        int callsFor(String account) {
            return numbers.get(account).get();
        }

        void awaitBlocked() throws InterruptedException {
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        }

        List<String> rejectedTokens() {
            return rejected;
        }
    }

    /** Observer of an account without a configured token; the deployment succeeds nevertheless. */
    @ApplicationScoped
    static class Declared {
        @DriveChange(target = "/drives/declared-and-provided/root")
        void changed(DriveNotification n) {}
    }

    @Inject
    Provider provider;

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Assertion(id = {"tokens-04", "tokens-05"})
    void provider_is_called_with_account_class_loader_and_request_context() {
        String target = "/drives/provided/root";
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target), "fabrikam")) {
            events.awaitOpened(target);

            assertThat(watch.account()).isEqualTo("fabrikam");
            events.awaitOpened("/drives/declared-and-provided/root");
            assertThat(simulator.tokens(target))
                    .allSatisfy(token -> assertThat(token).startsWith("provided-for-fabrikam-"));
        }
    }

    @Assertion(id = "tokens-06")
    void session_retries_after_an_exception_or_null_of_the_provider() {
        String target = "/drives/failing-provider/root";
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target), "failing")) {
            events.awaitOpened(target);

            eventually().until(() -> watch.state() == DriveWatch.State.OPEN);
            assertThat(provider.callsFor("failing")).isGreaterThanOrEqualTo(3);
        }
    }

    @Assertion(id = {"tokens-08", "configuration-13"})
    void blocking_provider_times_out_and_delays_no_other_account() throws InterruptedException {
        String blocked = "/drives/blocked-token/root";
        String other = "/drives/beside-blocked-token/root";
        Instant before = Instant.now();
        try (DriveWatch waiting = changes.watch(DriveTarget.parse(blocked), "blocking");
                DriveWatch going = changes.watch(DriveTarget.parse(other), "beside")) {
            provider.awaitBlocked();
            events.awaitOpened(other);
            eventually().until(() -> going.state() == DriveWatch.State.OPEN);

            eventually().until(() -> waiting.lastError().isPresent());
            assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(2_900));
            events.awaitOpened(blocked);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(25));
        }
    }

    @Assertion(id = "tokens-07")
    void provider_is_notified_of_a_rejected_token_and_supplies_another() {
        String target = "/drives/refused-token/root";
        simulator.script(
                target, Map.of("status", 401, "body", "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}"));
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            events.awaitOpened(watch.target().path());

            List<String> tokens = simulator.tokens(target);
            assertThat(tokens).hasSize(2).doesNotHaveDuplicates();
            eventually().until(() -> provider.rejectedTokens().contains(" " + tokens.get(0)));
        }
    }
}
