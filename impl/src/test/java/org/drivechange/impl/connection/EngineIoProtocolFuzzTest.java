// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.session.SessionMachineHarness;
import org.drivechange.impl.socketio.Recovery;

/** Sends arbitrary lines on one connection. */
class EngineIoProtocolFuzzTest {

    private static final int MAX_MESSAGE_SIZE = 1 << 20;
    private static final int MAX_EARLY = 16_000_000;
    private static final int MAX_REPLY = 256;

    @FuzzTest
    void protocol_handles_any_input_in_bounded_memory(byte[] input) throws ProtocolException {
        FrameScript lines = new FrameScript(new String(input, StandardCharsets.UTF_8));
        for (EngineIoVersion revision : EngineIoVersion.values()) {
            harness(new ProtocolHarness(revision, new Recovery("pid-s3cr3t", "offset")), lines);
        }
    }

    private static void harness(ProtocolHarness harness, FrameScript lines) {
        for (FrameScript.Line line : lines) {
            List<ProtocolEvent> events = harness.receive(line);
            events.forEach(EngineIoProtocolFuzzTest::check);
            check(harness.connection);
            if (harness.failure.isPresent()) {
                check(harness.failure.get());
                return;
            }
        }
    }

    private static void check(ProtocolEvent events) {
        if (events instanceof ProtocolEvent.SendFrame reply && !reply.frame().startsWith("40")) {
            assertThat(reply.frame()).hasSizeLessThan(MAX_REPLY);
        }
    }

    private static void check(Failure failure) {
        assertThat(failure.describe(SessionMachineHarness.KEY))
                .hasSizeLessThan(600)
                .doesNotContain("s3cr3t-token", "pid-s3cr3t", "\n");
        assertThat(failure.code()).isNotEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    private static void check(ConnectionState connection) {
        int attached = connection
                .attachments()
                .map(attachments -> attachments.received().stream()
                        .mapToInt(one -> one.length)
                        .sum())
                .orElse(0);
        assertThat(attached).isLessThanOrEqualTo(MAX_MESSAGE_SIZE);
        if (connection.stage() instanceof ConnectionState.Joining joining) {
            assertThat(joining.buffer().weight()).isLessThan(MAX_EARLY + 4 * MAX_MESSAGE_SIZE);
        }
    }
}
