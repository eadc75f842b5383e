// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Sends frames on another thread, for clients that block until the peer reads, even in asynchronous calls, as Tomcat's does.
 */
final class BlockingFrameWriter implements FrameWriter {

    private interface Send {
        void to(RemoteEndpoint.Basic server) throws IOException;
    }

    private final Session session;
    private final Executor threads;

    // guarded by this
    private Thread sender;

    BlockingFrameWriter(Session session, Executor threads) {
        this.session = session;
        this.threads = threads;
    }

    @Override
    public void text(String frame, Consumer<Throwable> done) {
        send(server -> server.sendText(frame), done);
    }

    @Override
    public void ping(ByteBuffer data, Consumer<Throwable> done) {
        send(server -> server.sendPing(data), done);
    }

    /** Sends a frame. Subsequent frames are sent by the thread that sent the first. */
    private void send(Send frame, Consumer<Throwable> done) {
        if (isSending()) {
            done.accept(failureOf(frame));
        } else {
            threads.execute(() -> sendFirst(frame, done));
        }
    }

    private void sendFirst(Send frame, Consumer<Throwable> done) {
        begin();
        try {
            done.accept(failureOf(frame));
        } finally {
            end();
        }
    }

    private Throwable failureOf(Send frame) {
        try {
            frame.to(session.getBasicRemote());
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    private synchronized boolean isSending() {
        return sender == Thread.currentThread();
    }

    private synchronized void begin() {
        sender = Thread.currentThread();
    }

    private synchronized void end() {
        // the next frame may already be on another thread
        if (sender == Thread.currentThread()) {
            sender = null;
        }
        // clears the interrupt before the thread is reused
        Thread.interrupted();
    }

    @Override
    public synchronized void giveUp() {
        if (sender != null && sender != Thread.currentThread()) {
            sender.interrupt();
        }
    }
}
