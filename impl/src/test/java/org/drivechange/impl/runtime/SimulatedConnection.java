// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.drivechange.impl.connection.WebSocketConnection;
import org.drivechange.impl.connection.WebSocketListener;

/**
 * Simulated WebSocket with a Socket.IO server at the other end. Keeps the order of messages. The actions of either side reach
 * the other after the latency unless the connection is cut.
 */
final class SimulatedConnection implements WebSocketConnection {

    private final SimulatedService service;
    private final VirtualClock timeline;
    private final WebSocketListener client;
    private final SimulatedService.IssuedSubscription grant;
    private final long latency;
    private final long pingInterval;
    private boolean clientOpen = true;
    private boolean serverOpen = true;
    private boolean swallows;
    private boolean left;
    private Optional<SimulatedService.NamespaceClient> member = Optional.empty();
    private VirtualClock.ScheduledEvent heartbeat;

    /**
     * Created when the server accepts the connection.
     *
     * @param latency one-way latency in nanoseconds
     * @param pingInterval ping interval and timeout in milliseconds
     */
    SimulatedConnection(
            SimulatedService service,
            WebSocketListener client,
            SimulatedService.IssuedSubscription grant,
            long latency,
            long pingInterval) {
        this.service = service;
        this.timeline = service.timeline();
        this.client = client;
        this.grant = grant;
        this.latency = latency;
        this.pingInterval = pingInterval;
    }

    // client side

    void open() {
        client.opened(this);
    }

    @Override
    public void send(String frame) {
        up(() -> received(frame));
    }

    @Override
    public void ping() {
        if (service.answersPings()) {
            up(() -> down(client::ponged));
        }
    }

    @Override
    public void close(boolean goingAway) {
        if (clientOpen) {
            up(this::serverEnds);
            clientOpen = false;
        }
    }

    boolean clientOpen() {
        return clientOpen;
    }

    // network

    private void up(Runnable arrives) {
        if (clientOpen && !swallows) {
            timeline.after(latency, () -> {
                if (serverOpen) {
                    arrives.run();
                }
            });
        }
    }

    private void down(Runnable arrives) {
        if (serverOpen && !swallows) {
            timeline.after(
                    latency,
                    () -> timeline.inProcess(() -> {
                        if (clientOpen && !swallows) {
                            arrives.run();
                        }
                    }));
        }
    }

    /** Drops all further data while both ends stay open. */
    void swallow() {
        swallows = true;
    }

    /** Resets the connection. Data in transit is lost. */
    void reset() {
        serverEnds();
        if (clientOpen && !swallows) {
            clientOpen = false;
            timeline.inProcess(() -> client.lost("close code 1006"));
        }
        swallows = true;
    }

    // server side

    /** Closes with a close frame, after data in transit. */
    void closeOrderly() {
        down(() -> {
            clientOpen = false;
            client.lost("close code 1005");
        });
        serverEnds();
    }

    /** Sends a frame that the client's container rejects. */
    void overrun() {
        down(() -> {
            clientOpen = false;
            client.tooLarge("close code 1009");
            serverEnds();
        });
    }

    void sendFrame(String frame) {
        down(() -> client.text(frame));
    }

    void sayBinary(byte[] data) {
        down(() -> client.binary(ByteBuffer.wrap(data)));
    }

    void greet() {
        sendFrame("0{\"sid\":\"engine\",\"upgrades\":[],\"pingInterval\":" + pingInterval + ",\"pingTimeout\":"
                + pingInterval + "}");
        if (service.old()) {
            sendFrame("40");
        }
        beat();
    }

    boolean joined() {
        return serverOpen && member.isPresent();
    }

    SimulatedService.IssuedSubscription grant() {
        return grant;
    }

    /** Disconnects the client from the namespace. */
    void disconnect() {
        if (joined()) {
            sendFrame("41/notifications,");
            leave();
        }
    }

    private void received(String frame) {
        beat();
        if (frame.startsWith("40/notifications")) {
            service.connect(this, frame.substring(frame.indexOf(',') + 1));
        } else if (frame.equals("41/notifications,")) {
            leave();
        } else if (frame.equals("2")) {
            sendFrame("3");
        }
    }

    void join(SimulatedService.NamespaceClient as) {
        if (!left) {
            member = Optional.of(as);
        }
    }

    private void leave() {
        left = true;
        member.ifPresent(one -> one.end(false));
        member = Optional.empty();
    }

    /** Sends or awaits the heartbeat. */
    private void beat() {
        stopBeating();
        long interval = pingInterval * 1_000_000;
        if (service.old()) {
            heartbeat = timeline.after(2 * interval + interval / 2, this::giveUp);
        } else {
            heartbeat = timeline.after(interval, () -> {
                sendFrame("2");
                heartbeat = timeline.after(interval, this::giveUp);
            });
        }
    }

    private void stopBeating() {
        if (heartbeat != null) {
            heartbeat.callOff();
        }
    }

    private void giveUp() {
        if (serverOpen) {
            closeOrderly();
        }
    }

    private void serverEnds() {
        if (serverOpen) {
            serverOpen = false;
            stopBeating();
            member.ifPresent(one -> one.end(true));
            service.ended(this);
        }
    }
}
