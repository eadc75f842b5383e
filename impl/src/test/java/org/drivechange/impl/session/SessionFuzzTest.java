// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.drivechange.DriveEvent;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.connection.FrameScript;

/** Any lines as all that a server says to a session, link after link, until it comes to its senses. */
class SessionFuzzTest {

    @FuzzTest
    void whatever_a_server_says_the_session_comes_back(byte[] input) {
        HostileWorld world = new HostileWorld();
        world.start();
        for (FrameScript.Line line : new FrameScript(new String(input, StandardCharsets.UTF_8))) {
            world.run(line.pause().isZero() ? SessionMachineHarness.LATENCY : line.pause());
            world.says(line);
        }
        world.hostile = false;
        world.loseAll();
        world.run(Duration.ofMinutes(6));
        assertThat(world.joinedLinks()).hasSize(1);
        assertThat(world.openLinks).hasSize(1);
        assertOpenedAndClosedInTurn(world);
    }

    private static void assertOpenedAndClosedInTurn(SessionMachineHarness world) {
        boolean open = false;
        for (DriveEvent event : world.events) {
            if (event instanceof DriveSessionOpened) {
                assertThat(open).isFalse();
                open = true;
            } else if (event instanceof DriveSessionClosed) {
                assertThat(open).isTrue();
                open = false;
            } else {
                assertThat(open).isTrue();
            }
        }
    }

    /** As long as it is hostile it says nothing but the lines. */
    private static final class HostileWorld extends SessionMachineHarness {

        private boolean hostile = true;

        HostileWorld() {
            super(1);
        }

        @Override
        Fate handshake() {
            return hostile ? Fate.HANGS : Fate.WORKS;
        }

        @Override
        Fate connect() {
            return hostile ? Fate.HANGS : Fate.WORKS;
        }

        void says(FrameScript.Line line) {
            openLinks.stream().max(Long::compare).ifPresent(link -> step(signal(line, link)));
        }

        private static Signal signal(FrameScript.Line line, long link) {
            if (line.tick()) {
                return new Signal.Tick();
            }
            return line.binary()
                    ? new Signal.BinaryReceived(link, line.bytes())
                    : new Signal.TextReceived(link, line.text());
        }
    }
}
