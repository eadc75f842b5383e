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
    private final VirtualClock clock;
    private final WebSocketListener client;
    private final SimulatedService.IssuedSubscription subscription;
    private final long latency;
    private final long pingInterval;
    private boolean clientOpen = true;
    private boolean serverOpen = true;
    private boolean dropping;
    private boolean left;
    private Optional<SimulatedService.NamespaceClient> namespaceClient = Optional.empty();
    private VirtualClock.ScheduledEvent heartbeat;

    /**
     * Creates a connection that the server has just accepted.
     *
     * @param latency one-way latency in nanoseconds
     * @param pingInterval ping interval and timeout in milliseconds
     */
    SimulatedConnection(
            SimulatedService service,
            WebSocketListener client,
            SimulatedService.IssuedSubscription subscription,
            long latency,
            long pingInterval) {
        this.service = service;
        this.clock = service.clock();
        this.client = client;
        this.subscription = subscription;
        this.latency = latency;
        this.pingInterval = pingInterval;
    }

    // client side

    void open() {
        client.opened(this);
    }

    @Override
    public void send(String frame) {
        toServer(() -> received(frame));
    }

    @Override
    public void ping() {
        if (service.answersPings()) {
            toServer(() -> toClient(client::ponged));
        }
    }

    @Override
    public void close(boolean goingAway) {
        if (clientOpen) {
            toServer(this::endServerSide);
            clientOpen = false;
        }
    }

    boolean clientOpen() {
        return clientOpen;
    }

    // network

    private void toServer(Runnable delivery) {
        if (clientOpen && !dropping) {
            clock.after(latency, () -> {
                if (serverOpen) {
                    delivery.run();
                }
            });
        }
    }

    private void toClient(Runnable delivery) {
        if (serverOpen && !dropping) {
            clock.after(
                    latency,
                    () -> clock.inProcess(() -> {
                        if (clientOpen && !dropping) {
                            delivery.run();
                        }
                    }));
        }
    }

    /** Drops all further data while both ends stay open. */
    void dropSilently() {
        dropping = true;
    }

    /** Resets the connection. Data in transit is lost. */
    void reset() {
        endServerSide();
        if (clientOpen && !dropping) {
            clientOpen = false;
            clock.inProcess(() -> client.lost("close code 1006"));
        }
        dropping = true;
    }

    // server side

    /** Closes with a close frame, after data in transit. */
    void closeOrderly() {
        toClient(() -> {
            clientOpen = false;
            client.lost("close code 1005");
        });
        endServerSide();
    }

    /** Sends a frame that the client's container rejects. */
    void sendOversized() {
        toClient(() -> {
            clientOpen = false;
            client.tooLarge("close code 1009");
            endServerSide();
        });
    }

    void sendFrame(String frame) {
        toClient(() -> client.text(frame));
    }

    void sendBinary(byte[] data) {
        toClient(() -> client.binary(ByteBuffer.wrap(data)));
    }

    void sendHandshake() {
        sendFrame("0{\"sid\":\"engine\",\"upgrades\":[],\"pingInterval\":" + pingInterval + ",\"pingTimeout\":"
                + pingInterval + "}");
        if (service.revision3()) {
            sendFrame("40");
        }
        scheduleHeartbeat();
    }

    boolean joined() {
        return serverOpen && namespaceClient.isPresent();
    }

    SimulatedService.IssuedSubscription subscription() {
        return subscription;
    }

    /** Disconnects the client from the namespace. */
    void disconnect() {
        if (joined()) {
            sendFrame("41/notifications,");
            leave();
        }
    }

    private void received(String frame) {
        scheduleHeartbeat();
        if (frame.startsWith("40/notifications")) {
            service.connect(this, frame.substring(frame.indexOf(',') + 1));
        } else if (frame.equals("41/notifications,")) {
            leave();
        } else if (frame.equals("2")) {
            sendFrame("3");
        }
    }

    void join(SimulatedService.NamespaceClient joining) {
        if (!left) {
            namespaceClient = Optional.of(joining);
        }
    }

    private void leave() {
        left = true;
        namespaceClient.ifPresent(gone -> gone.end(false));
        namespaceClient = Optional.empty();
    }

    /** Sends or awaits the heartbeat. */
    private void scheduleHeartbeat() {
        cancelHeartbeat();
        long interval = pingInterval * 1_000_000;
        if (service.revision3()) {
            heartbeat = clock.after(2 * interval + interval / 2, this::closeOnTimeout);
        } else {
            heartbeat = clock.after(interval, () -> {
                sendFrame("2");
                heartbeat = clock.after(interval, this::closeOnTimeout);
            });
        }
    }

    private void cancelHeartbeat() {
        if (heartbeat != null) {
            heartbeat.cancel();
        }
    }

    private void closeOnTimeout() {
        if (serverOpen) {
            closeOrderly();
        }
    }

    private void endServerSide() {
        if (serverOpen) {
            serverOpen = false;
            cancelHeartbeat();
            namespaceClient.ifPresent(gone -> gone.end(true));
            service.remove(this);
        }
    }
}
