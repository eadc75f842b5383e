// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.session.ResourceMeter.Measurements;

/** Watches one target per attack and a bystander target, and asserts the statements for both. */
@ApplicationScoped
class AttackedTargets {

    static final String BYSTANDER = "/drives/bystander/root";

    /** Credentials other than the simulator's own, which share a prefix. */
    static final String QUERY = "sig=k3y%2BOf%2FThe-5ession";

    /** Subscription id that would forge a log line and erase another one on a terminal. */
    static final String FORGED = "x]\nNov 26, 2026 INFO: user admin logged in\u001b[2K\u0085\u2028\u202e\u009b";

    private static final List<String> SECRETS =
            List.of("k3y%2BOf", "k3y+Of", "The-5ession", "s3cr3t-", Application.TOKEN);
    private static final List<String> CONTROLS = List.of("\nNov 26", "\u001b", "\u0085", "\u2028", "\u202e", "\u009b");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2,}\\d+\\b");

    private static final int MEBIBYTE = 1 << 20;
    private static final long MAX_RETAINED = 32L * MEBIBYTE;
    private static final Duration MAX_CPU = Duration.ofSeconds(20);
    private static final Duration BYSTANDER_TIMEOUT = Duration.ofSeconds(20);

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @DriveChange(target = BYSTANDER)
    void changed(DriveNotification n) {}

    void fails(@Observes DriveNotification n) {
        if (FORGED.equals(n.subscriptionId())) {
            throw new IllegalStateException("thrown by the test for a forged id");
        }
    }

    /** Returns the attacked target of this row. */
    static String target(String row) {
        return "/drives/" + row.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "/root";
    }

    /**
     * Watches the targets, attacks them, asserts the state of all targets and this JVM afterwards, and records the
     * measurements.
     */
    void attack(String row, List<String> attacked, Consumer<List<DriveWatch>> attack) {
        events.awaitOpened(BYSTANDER);
        try (LogCapture log = LogCapture.start()) {
            ResourceMeter meter = ResourceMeter.start();
            List<DriveWatch> watches = attacked.stream()
                    .map(target -> changes.watch(DriveTarget.parse(target)))
                    .toList();
            try {
                attack.accept(watches);
                assertBystanderIsServed();
                attacked.forEach(this::assertServed);
                eventually().until(() -> watches.stream().allMatch(watch -> watch.state() == DriveWatch.State.OPEN));
                List<String> texts = Stream.of(
                                attacked.stream().flatMap(this::reports),
                                watches.stream().flatMap(watch -> watch.lastError().stream()),
                                log.texts().stream())
                        .flatMap(one -> one)
                        .toList();
                Measurements measurements = meter.measurements();
                note(row, attacked, texts, measurements);
                assertThat(measurements.retained()).as("bytes kept on the heap").isLessThan(MAX_RETAINED);
                assertThat(measurements.cpu()).as("processor time").isLessThan(MAX_CPU);
                assertThat(texts)
                        .allSatisfy(
                                text -> assertThat(text).doesNotContain(SECRETS).doesNotContain(CONTROLS));
            } finally {
                watches.forEach(DriveWatch::close);
            }
        }
    }

    void assertBystanderIsServed() {
        int before = events.of(BYSTANDER, CHANGE).size();
        assertThat(simulator.emit(BYSTANDER)).isEqualTo(1);
        eventually()
                .atMost(BYSTANDER_TIMEOUT)
                .until(() -> events.of(BYSTANDER, CHANGE).size() > before);
        assertThat(events.of(BYSTANDER, DriveSessionClosed.class)).isEmpty();
    }

    private void assertServed(String target) {
        int before = events.of(target, CHANGE).size();
        eventually().pollInterval(Duration.ofMillis(200)).until(() -> {
            // notifications sent while the client is closing are lost
            simulator.emit(target);
            return events.of(target, CHANGE).size() > before;
        });
    }

    private Stream<String> reports(String target) {
        List<DriveSessionClosed> closed = events.of(target, DriveSessionClosed.class);
        assertThat(closed).allSatisfy(one -> assertThat(one.reason()).isNotBlank());
        return closed.stream().flatMap(one -> Stream.of(one.reason(), one.toString()));
    }

    private void note(String row, List<String> attacked, List<String> texts, Measurements measurements) {
        String codes = texts.stream()
                .filter(text -> attacked.stream().anyMatch(text::contains))
                .flatMap(text -> CODE.matcher(text).results().map(MatchResult::group))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        simulator.note(String.format(
                Locale.ROOT,
                "hostile input | %s | %s | %d | %d | %.2f",
                row,
                codes.isEmpty() ? "none" : codes,
                measurements.peak() / MEBIBYTE,
                measurements.retained() / MEBIBYTE,
                measurements.cpu().toMillis() / 1_000.0));
    }
}
