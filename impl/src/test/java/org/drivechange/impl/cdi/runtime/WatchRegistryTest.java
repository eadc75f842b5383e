// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.graph.SessionKey;
import org.junit.jupiter.api.Test;

class WatchRegistryTest {

    private static final SessionKey ONE = new SessionKey(DriveTarget.parse("/drives/one/root"), "");
    private static final SessionKey TWO = new SessionKey(DriveTarget.parse("/drives/two/root"), "");

    private final WatchRegistry watches = new WatchRegistry();
    private final List<String> opened = new ArrayList<>();

    /** Opens nothing, as a tool of the application's throws. */
    private RunningSession fail(SessionKey key) {
        assertThat(Thread.holdsLock(watches)).isFalse();
        opened.add(key.target().path());
        throw new OutOfMemoryError("on purpose");
    }

    @Test
    void sessions_are_opened_without_the_lock_and_one_that_fails_keeps_no_other_from_opening() {
        watches.watch(ONE);
        watches.watch(TWO);
        try (LogLines log = new LogLines()) {
            watches.start(this::fail);
            assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("DRC3999 /drives/"));
        }
        assertThat(opened).containsExactly(ONE.target().path(), TWO.target().path());
    }

    @Test
    void session_that_could_not_be_opened_is_opened_by_the_next_sweep() {
        watches.watch(ONE);
        watches.start(this::fail);
        assertThat(watches.isBehind()).isTrue();
        watches.proceed();
        watches.proceed();
        assertThat(opened).hasSize(3);
        assertThat(watches.watches())
                .singleElement()
                .satisfies(watch -> assertThat(watch.state()).isEqualTo(DriveWatch.State.WAITING));
    }

    @Test
    void watches_open_no_session_after_the_stop() {
        watches.watch(ONE);
        assertThat(watches.stop()).isEmpty();
        watches.start(this::fail);
        watches.sweep();
        assertThat(watches.isBehind()).isFalse();
        watches.proceed();
        assertThat(opened).isEmpty();
    }

    @Test
    void watch_without_a_session_waits_since_it_was_made() {
        Instant before = Instant.now();
        DriveWatch watch = watches.watch(ONE);
        assertThat(watch.since()).isBetween(before, Instant.now());
    }
}
