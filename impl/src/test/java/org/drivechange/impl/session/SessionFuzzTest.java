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

/** Sends arbitrary lines to a session on each connection until the server behaves. */
class SessionFuzzTest {

    @FuzzTest
    void session_recovers_from_any_input(byte[] input) {
        HostileWorld harness = new HostileWorld();
        harness.start();
        for (FrameScript.Line line : new FrameScript(new String(input, StandardCharsets.UTF_8))) {
            harness.run(line.pause().isZero() ? SessionMachineHarness.LATENCY : line.pause());
            harness.receive(line);
        }
        harness.hostile = false;
        harness.loseAll();
        harness.run(Duration.ofMinutes(6));
        assertThat(harness.joinedLinks()).hasSize(1);
        assertThat(harness.openLinks).hasSize(1);
        assertOpenedAndClosedInTurn(harness);
    }

    private static void assertOpenedAndClosedInTurn(SessionMachineHarness harness) {
        boolean open = false;
        for (DriveEvent event : harness.events) {
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

    /** A hostile server sends nothing but the lines. */
    private static final class HostileWorld extends SessionMachineHarness {

        private boolean hostile = true;

        HostileWorld() {
            super(1);
        }

        @Override
        Behaviour handshake() {
            return hostile ? Behaviour.HANGS : Behaviour.WORKS;
        }

        @Override
        Behaviour connect() {
            return hostile ? Behaviour.HANGS : Behaviour.WORKS;
        }

        void receive(FrameScript.Line line) {
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
