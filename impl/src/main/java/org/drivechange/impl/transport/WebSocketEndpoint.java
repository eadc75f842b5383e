// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.drivechange.impl.connection.WebSocketListener;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.Redactor;

/**
 * Forwards the container's callbacks to the listener. They arrive on any thread, with any class loader, and possibly
 * before {@code connectToServer} has returned.
 */
final class WebSocketEndpoint extends Endpoint {

    private final WebSocketListener listener;
    private final ClassLoader loader;
    private final int maxMessageSize;
    private final Redactor redactor;
    private final Function<Session, FrameWriter> frameWriters;
    private final Consumer<Session> opened;

    WebSocketEndpoint(
            WebSocketListener listener,
            ClassLoader loader,
            int maxMessageSize,
            Redactor redactor,
            Function<Session, FrameWriter> frameWriters,
            Consumer<Session> opened) {
        this.listener = listener;
        this.loader = loader;
        this.maxMessageSize = maxMessageSize;
        this.redactor = redactor;
        this.frameWriters = frameWriters;
        this.opened = opened;
    }

    /**
     * Sets a session up. Closes it on failure, because nothing else refers to it. Tyrus may have shut its executors down.
     */
    @Override
    public void onOpen(Session session, EndpointConfig config) {
        try {
            setUp(session);
        } catch (Throwable failure) {
            // before the client reports the close, which hides the cause
            listener.lost(ErrorMessages.describe(failure, redactor));
            close(session);
            throw failure;
        }
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (Throwable ignored) {
            // the original failure is thrown
        }
    }

    private void setUp(Session session) {
        opened.accept(session);
        inApplication(() -> {
            session.setMaxIdleTimeout(0);
            session.setMaxTextMessageBufferSize(maxMessageSize);
            session.setMaxBinaryMessageBufferSize(maxMessageSize);
            JakartaWebSocketConnection connection =
                    new JakartaWebSocketConnection(session, listener, redactor, frameWriters.apply(session));
            listener.opened(connection);
            if (!session.isOpen()) {
                return;
            }
            TextMessageAssembler texts = new TextMessageAssembler(listener, maxMessageSize);
            session.addMessageHandler(String.class, (part, last) -> inApplication(() -> texts.onMessage(part, last)));
            session.addMessageHandler(ByteBuffer.class, bytes -> inApplication(() -> listener.binary(copy(bytes))));
            session.addMessageHandler(
                    PongMessage.class, pong -> inApplication(() -> connection.ponged(pong.getApplicationData())));
        });
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        String phrase = reason.getReasonPhrase();
        String found = "close code " + reason.getCloseCode().getCode()
                + (phrase == null || phrase.isBlank() ? "" : ", " + redactor.redact(phrase));
        inApplication(() -> {
            if (isTooLarge(reason)) {
                listener.tooLarge(found);
            } else {
                listener.lost(found);
            }
        });
    }

    /**
     * Whether a message was too large (RFC 6455, section 7.4.1). For a single frame that is too large, Tyrus reports its own
     * error.
     */
    private static boolean isTooLarge(CloseReason reason) {
        return reason.getCloseCode().getCode() == CloseCodes.TOO_BIG.getCode()
                || "Buffer overflow.".equals(reason.getReasonPhrase());
    }

    @Override
    public void onError(Session session, Throwable failure) {
        inApplication(() -> listener.lost(ErrorMessages.describe(failure, redactor)));
    }

    /** Copies the buffer, which the container may reuse. */
    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    private void inApplication(Runnable task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before == loader) {
            task.run();
            return;
        }
        thread.setContextClassLoader(loader);
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
