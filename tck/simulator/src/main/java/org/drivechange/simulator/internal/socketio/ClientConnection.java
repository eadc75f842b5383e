// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.internal.network.TrafficGate;

/** WebSocket of one client and the session joined on it, if any. */
final class ClientConnection {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Channel channel;

    private final TrafficGate gate;

    private final ClientHead head;

    private final AtomicReference<JoinedSession> session = new AtomicReference<>();

    /** The grant of the pending CONNECT, null when none is pending. Event loop only. */
    private SubscriptionGrant pendingGrant;

    /** Whether the server sent the first close frame. Event loop only. */
    private boolean closing;

    ClientConnection(Channel channel, TrafficGate gate, ClientHead head) {
        this.channel = channel;
        this.gate = gate;
        this.head = head;
    }

    UUID id() {
        return head.getSessionId();
    }

    boolean isEngineIo4() {
        return head.getEngineIOVersion() == EngineIOVersion.V4;
    }

    Optional<JoinedSession> session() {
        return Optional.ofNullable(session.get());
    }

    /** Passes a CONNECT to the server; the session joins under this grant. Event loop only. */
    void connectWith(SubscriptionGrant grant, Runnable connect) {
        pendingGrant = grant;
        connect.run();
        pendingGrant = null;
    }

    /**
     * Called when the server answers the CONNECT, or just before. Event loop only.
     *
     * @param silentExpiry whether the subscription expires without a DISCONNECT packet
     */
    void onConnected(NamespaceClient client, Optional<DropMode> dropAfterJoin, boolean silentExpiry) {
        if (pendingGrant == null) {
            // a CONNECT recognized by the server only, in a binary frame for example
            gate.end();
            return;
        }
        JoinedSession joined = new JoinedSession(pendingGrant, client);
        // other threads' writes follow this event loop iteration, and therefore the answer
        session.set(joined);
        dropAfterJoin.ifPresent(mode -> channel.eventLoop().execute(() -> drop(mode)));
        schedule(Duration.between(Instant.now(), pendingGrant.expires()), () -> expire(joined, silentExpiry));
    }

    void onDisconnected() {
        session.set(null);
    }

    /** Ends the joined session; returns false when there is none. */
    boolean drop(DropMode mode) {
        JoinedSession dropped = session.getAndSet(null);
        if (dropped != null) {
            await(() -> perform(mode, dropped.client()));
        }
        return dropped != null;
    }

    void write(WebSocketFrame frame) {
        channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Writes raw bytes repeatedly, below the frame layer. */
    Future<?> send(byte[] bytes, int times) {
        return gate.send(bytes, times);
    }

    /** Whether a close frame from the client answers the server's. */
    boolean closing() {
        return closing;
    }

    /** Runs the task on the event loop, before all tasks submitted later. */
    private void await(Runnable action) {
        if (channel.eventLoop().inEventLoop()) {
            action.run();
        } else {
            channel.eventLoop().submit(action).awaitUninterruptibly();
        }
    }

    private void schedule(Duration delay, Runnable action) {
        ScheduledFuture<?> timer = channel.eventLoop().schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> timer.cancel(false));
    }

    private void expire(JoinedSession expired, boolean silent) {
        if (session.compareAndSet(expired, null) && !silent) {
            perform(DropMode.DISCONNECT, expired.client());
        }
    }

    private void perform(DropMode mode, NamespaceClient client) {
        switch (mode) {
            case DISCONNECT -> {
                client.disconnect();
                client.onDisconnect();
            }
            case CLOSE_FRAME -> {
                closing = true;
                write(new CloseWebSocketFrame());
                schedule(CLOSE_TIMEOUT, gate::end);
            }
            case RESET -> gate.reset();
            case SILENCE -> gate.silence();
        }
    }
}
