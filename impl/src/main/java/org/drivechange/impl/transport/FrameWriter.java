// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * The way out of a WebSocket, for one frame at a time. Never blocks whoever sends the first.
 *
 * <p>What {@code done} is told comes once for each frame, on whichever thread, perhaps before the method returns: null when the
 * frame has left, or else what went wrong.
 */
interface FrameWriter {

    void text(String frame, Consumer<Throwable> done);

    void ping(ByteBuffer data, Consumer<Throwable> done);

    /** Whoever waits for the other side to read waits no more. */
    void giveUp();
}
