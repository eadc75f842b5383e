// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Writes one frame at a time to a WebSocket. Never blocks the sender of the first frame.
 *
 * <p>{@code done} is called once for each frame, on any thread, possibly before the method returns. Its argument is
 * null if the frame was sent, otherwise the failure.
 */
interface FrameWriter {

    void text(String frame, Consumer<Throwable> done);

    void ping(ByteBuffer data, Consumer<Throwable> done);

    /** Aborts waiting for the peer to read. */
    void giveUp();
}
