// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Sends frames asynchronously, without a thread, for clients that buffer unread frames and report completion later. */
final class AsyncFrameWriter implements FrameWriter {

    private final Session session;

    AsyncFrameWriter(Session session) {
        this.session = session;
    }

    @Override
    public void text(String frame, Consumer<Throwable> done) {
        session.getAsyncRemote().sendText(frame, result -> done.accept(result.isOK() ? null : result.getException()));
    }

    @Override
    public void ping(ByteBuffer data, Consumer<Throwable> done) {
        try {
            session.getAsyncRemote().sendPing(data);
            done.accept(null);
        } catch (IOException e) {
            done.accept(e);
        }
    }

    @Override
    public void giveUp() {
        // no thread waits
    }
}
