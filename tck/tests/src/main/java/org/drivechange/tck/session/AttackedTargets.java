// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Patience.eventually;

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
import org.drivechange.tck.Seen;
import org.drivechange.tck.Simulator;
import org.drivechange.tck.session.Footprint.Figures;

/** Watches one target per attack and a bystander target, and asserts the statements for both. */
@ApplicationScoped
class AttackedTargets {

    static final String OTHER = "/drives/beside-hostile-ones/root";

    /** Credentials other than the simulator's own, which share a prefix. */
    static final String QUERY = "sig=k3y%2BOf%2FThe-5ession";

    /** Subscription id that would forge a log line and erase another one on a terminal. */
    static final String FORGED = "x]\nNov 26, 2026 INFO: user admin logged in\u001b[2K\u0085\u2028\u202e\u009b";

    private static final List<String> SECRETS =
            List.of("k3y%2BOf", "k3y+Of", "The-5ession", "s3cr3t-", Application.TOKEN);
    private static final List<String> CONTROLS = List.of("\nNov 26", "\u001b", "\u0085", "\u2028", "\u202e", "\u009b");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2,}\\d+\\b");

    private static final int MEBIBYTE = 1 << 20;
    private static final long MOST_KEPT = 32L * MEBIBYTE;
    private static final Duration MOST_CPU = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Seen seen;

    @Inject
    Simulator simulator;

    @Inject
    DriveChanges changes;

    @DriveChange(target = OTHER)
    void changed(DriveNotification n) {}

    void fails(@Observes DriveNotification n) {
        if (FORGED.equals(n.subscriptionId())) {
            throw new IllegalStateException("thrown at a forged id, as its test wants");
        }
    }

    /** Returns the attacked target of this row. */
    static String target(String row) {
        return "/drives/" + row.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "/root";
    }

    /**
     * Watches the target, attacks it, asserts the state of both targets and this JVM afterwards, and records the
     * measurements.
     */
    void measured(String row, String target, Consumer<DriveWatch> attack) {
        seen.awaitOpened(OTHER);
        try (LogRecords log = LogRecords.start()) {
            Footprint footprint = Footprint.start();
            try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
                attack.accept(watch);
                assertOtherIsServed();
                assertServed(target);
                eventually().until(() -> watch.state() == DriveWatch.State.OPEN);
                List<String> texts = Stream.of(reports(target), watch.lastError().stream(), log.texts().stream())
                        .flatMap(one -> one)
                        .toList();
                Figures figures = footprint.figures();
                note(row, target, texts, figures);
                assertThat(figures.kept()).as("bytes kept on the heap").isLessThan(MOST_KEPT);
                assertThat(figures.cpu()).as("processor time").isLessThan(MOST_CPU);
                assertThat(texts)
                        .allSatisfy(
                                text -> assertThat(text).doesNotContain(SECRETS).doesNotContain(CONTROLS));
            }
        }
    }

    void assertOtherIsServed() {
        int before = seen.of(OTHER, CHANGE).size();
        assertThat(simulator.emit(OTHER)).isEqualTo(1);
        eventually().atMost(SOON).until(() -> seen.of(OTHER, CHANGE).size() > before);
        assertThat(seen.of(OTHER, DriveSessionClosed.class)).isEmpty();
    }

    private void assertServed(String target) {
        int before = seen.of(target, CHANGE).size();
        eventually().pollInterval(Duration.ofMillis(200)).until(() -> {
            // notifications sent while the client is closing are lost
            simulator.emit(target);
            return seen.of(target, CHANGE).size() > before;
        });
    }

    private Stream<String> reports(String target) {
        List<DriveSessionClosed> closed = seen.of(target, DriveSessionClosed.class);
        assertThat(closed).allSatisfy(one -> assertThat(one.reason()).isNotBlank());
        return closed.stream().flatMap(one -> Stream.of(one.reason(), one.toString()));
    }

    private void note(String row, String target, List<String> texts, Figures figures) {
        String codes = texts.stream()
                .filter(text -> text.contains(target))
                .flatMap(text -> CODE.matcher(text).results().map(MatchResult::group))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        simulator.note(String.format(
                Locale.ROOT,
                "hostile input | %s | %s | %d | %d | %.2f",
                row,
                codes.isEmpty() ? "none" : codes,
                figures.peak() / MEBIBYTE,
                figures.kept() / MEBIBYTE,
                figures.cpu().toMillis() / 1_000.0));
    }
}
