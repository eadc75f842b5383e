// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.graph.GraphAnswer;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.GraphProblem;
import org.drivechange.impl.session.SessionState.Idle;
import org.drivechange.impl.session.SessionState.Renewing;
import org.drivechange.impl.session.SessionState.Stopped;
import org.junit.jupiter.api.Test;

/** Days in which everything fails now and then, from seeds: a failing one names itself. */
class SessionWalkTest {

    private static final int SEEDS = 300;
    private static final Duration LENGTH = Duration.ofDays(3);

    @Test
    void whatever_happens_the_session_comes_back_and_nothing_is_lost_silently() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Walk walk = new Walk(seed);
            walk.start();
            walk.run(LENGTH);
            walk.calm = true;
            walk.run(Duration.ofMinutes(20));
            assertThat(walk.joinedLinks()).as("seed %s", seed).hasSize(1);
            walk.checkNothingIsLostSilently();
        }
    }

    private static final class Walk extends FakeWorld {

        private final long seed;
        private final SplittableRandom random;
        private final Set<String> missing = new HashSet<>();
        private int sent;
        private boolean calm;

        Walk(long seed) {
            super(seed);
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            after(Duration.ofMinutes(1), this::change);
            after(Duration.ofMinutes(7), this::trouble);
        }

        private Fate fate() {
            double dice = random.nextDouble();
            return calm || dice < 0.85 ? Fate.WORKS : dice < 0.95 ? Fate.FAILS : Fate.HANGS;
        }

        @Override
        Fate token() {
            return fate();
        }

        @Override
        GraphAnswer graph() {
            return switch (fate()) {
                case WORKS -> super.graph();
                case FAILS -> failure();
                case HANGS -> null;
            };
        }

        private GraphAnswer failure() {
            List<GraphProblem> all = List.of(GraphProblem.values());
            Optional<Duration> retryAfter =
                    random.nextBoolean() ? Optional.of(Duration.ofSeconds(random.nextInt(-5, 200))) : Optional.empty();
            return new GraphFailure(all.get(random.nextInt(all.size())), "walk", retryAfter);
        }

        @Override
        Fate webSocket() {
            return fate();
        }

        @Override
        Fate handshake() {
            return fate();
        }

        @Override
        Fate connect() {
            return fate();
        }

        @Override
        Fate ping(long link) {
            return calm || random.nextInt(2000) > 0 ? Fate.WORKS : Fate.HANGS;
        }

        private void change() {
            String resource = "r" + sent++;
            missing.add(resource);
            notifyAll(resource);
            after(Duration.ofSeconds(random.nextInt(1, 600)), this::change);
        }

        private void trouble() {
            if (!calm) {
                switch (random.nextInt(4)) {
                    case 0 -> loseAll();
                    case 1 -> joinedLinks().forEach(link -> serverSends(link, "41/notifications,"));
                    case 2 -> joinedLinks().forEach(link -> serverSends(link, "42/notifications,[broken"));
                    default -> step(new Signal.Throttled(now.plusSeconds(random.nextInt(100))));
                }
            }
            after(Duration.ofSeconds(random.nextInt(60, 7200)), this::trouble);
        }

        @Override
        void checkInvariants(Signal signal) {
            SessionState state = session.state();
            boolean draining =
                    state instanceof SessionState.Live live && live.draining().isPresent();
            int allowed = state instanceof Renewing || draining ? 2 : 1;
            assertThat(openLinks.size())
                    .as("seed %s: open links in %s after %s", seed, state, signal)
                    .isLessThanOrEqualTo(allowed);
            assertThat(state).as("seed %s: terminal", seed).isNotInstanceOf(Stopped.class);
            boolean queued =
                    state instanceof SessionState.Acquiring acquiring && acquiring.stage() == SessionState.Stage.TURN;
            if (!(state instanceof Idle) && !queued) {
                assertThat(state.due()).as("seed %s: %s is stuck", seed, state).isBefore(Instant.MAX);
            }
        }

        /** Each change is told as such, or a catch-up after it covers its time. */
        void checkNothingIsLostSilently() {
            missing.removeAll(changed());
            List<DriveEvent> told = events;
            boolean open = false;
            DriveEvent last = null;
            for (DriveEvent event : told) {
                if (event instanceof DriveSessionOpened opened) {
                    assertThat(open).as("seed %s: opened twice", seed).isFalse();
                    assertThat(opened.resumed()).isEqualTo(last != null);
                    open = true;
                } else if (event instanceof DriveSessionClosed) {
                    assertThat(open).as("seed %s: closed twice", seed).isTrue();
                    open = false;
                } else if (last instanceof DriveSessionOpened opened && opened.resumed()) {
                    assertThat(((DriveNotification) event).cause()).isEqualTo(Cause.CATCH_UP);
                }
                last = event;
            }
            long reopened = of(DriveSessionOpened.class).size() - 1L;
            long catchUps = of(DriveNotification.class).stream()
                    .filter(one -> one.cause() == Cause.CATCH_UP)
                    .count();
            assertThat(catchUps).as("seed %s: catch-ups", seed).isEqualTo(reopened);
        }
    }
}
