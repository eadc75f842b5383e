// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.server.ServerVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests, under load, renewals of subscriptions that expire after five seconds. The server drops sessions that are not
 * renewed by then.
 */
@EnumSource(ServerVariant.class)
class RenewalTest extends RealServerTestBase {

    private static final int PER_SECOND = 200;
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int RENEWALS = 5;

    /** Twice a tenth of a second, during which both connections may be joined. */
    private static final int TWICE_PER_RENEWAL = PER_SECOND / 10 * 2;

    RenewalTest() {
        super("--subscription-life", "5000");
    }

    @Test
    void renewal_under_load_loses_no_notification() {
        try (Application application = Application.on(server(), variant())
                .with("drivechange.renew-before", "PT2.5S")
                .start()) {
            EventLog events = application.eventLog();
            awaitOpen(events, MY_DRIVE, 1);

            CompletableFuture<Void> emitting = server().emitAtRate(MY_DRIVE, PER_SECOND, TIME);
            eventually().atMost(TIME.multipliedBy(2)).until(emitting::isDone);
            emitting.join();
            server().emit(MY_DRIVE, 1);
            int last = stateOf(MY_DRIVE).emitted();
            eventually().until(() -> events.numbers(MY_DRIVE).contains(last));

            List<Integer> numbers = events.numbers(MY_DRIVE);
            int renewals = stateOf(MY_DRIVE).notificationUrls().size() - 1;
            assertThat(renewals).isGreaterThanOrEqualTo(RENEWALS);
            assertThat(new TreeSet<>(numbers))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, last).boxed().toList());
            assertThat(numbers.size() - last).isLessThanOrEqualTo(renewals * TWICE_PER_RENEWAL);
            assertThat(events.opened(MY_DRIVE)).isOne();
            assertThat(events.sequence(MY_DRIVE))
                    .doesNotContain(EventLog.LOST, EventLog.CLOSED, EventLog.OPENED_AGAIN, EventLog.CATCH_UP);
        }
    }
}
