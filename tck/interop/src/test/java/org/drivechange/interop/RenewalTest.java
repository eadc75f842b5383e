// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests, under load, renewals of subscriptions that expire after five seconds. The server drops sessions that are not
 * renewed by then.
 */
@EnumSource(SetUp.class)
class RenewalTest extends RealServerTests {

    private static final int PER_SECOND = 200;
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int RENEWALS = 5;

    /** Twice a tenth of a second, during which both connections may be joined. */
    private static final int TWICE_PER_RENEWAL = PER_SECOND / 10 * 2;

    RenewalTest() {
        super("--subscription-life", "5000");
    }

    @Test
    void nothing_is_lost_while_subscriptions_are_renewed() {
        try (Application application = Application.on(server(), setUp())
                .with("drivechange.renew-before", "PT2.5S")
                .start()) {
            Recorder recorder = application.recorder();
            awaitOpen(recorder, MY_DRIVE, 1);

            CompletableFuture<Void> emitting = server().emitAtRate(MY_DRIVE, PER_SECOND, TIME);
            eventually().atMost(TIME.multipliedBy(2)).until(emitting::isDone);
            emitting.join();
            server().emit(MY_DRIVE, 1);
            int last = seen(MY_DRIVE).emitted();
            eventually().until(() -> recorder.numbers(MY_DRIVE).contains(last));

            List<Integer> numbers = recorder.numbers(MY_DRIVE);
            int renewals = seen(MY_DRIVE).notificationUrls().size() - 1;
            assertThat(renewals).isGreaterThanOrEqualTo(RENEWALS);
            assertThat(new TreeSet<>(numbers))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, last).boxed().toList());
            assertThat(numbers.size() - last).isLessThanOrEqualTo(renewals * TWICE_PER_RENEWAL);
            assertThat(recorder.opened(MY_DRIVE)).isOne();
            assertThat(recorder.story(MY_DRIVE))
                    .doesNotContain(Recorder.LOST, Recorder.CLOSED, Recorder.OPENED_AGAIN, Recorder.CATCH_UP);
        }
    }
}
