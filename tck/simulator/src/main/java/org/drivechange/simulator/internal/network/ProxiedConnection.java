// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import org.drivechange.simulator.NetworkConditions;

/** Connection through a proxy, relayed according to its conditions. Confined to the event loop. */
@SuppressWarnings("FutureReturnValueIgnored")
public // a failure ends the connection, which is handled elsewhere
final class ProxiedConnection {

    private final SocketChannel client;

    private final SocketChannel server;

    private final DelayedPipe toServer;

    private final DelayedPipe toClient;

    private NetworkConditions conditions;

    private StreamTracker tracker;

    private boolean ended;

    public ProxiedConnection(SocketChannel client, SocketChannel server) {
        this.client = client;
        this.server = server;
        this.toServer = new DelayedPipe(client.eventLoop(), server::writeAndFlush, server::close);
        this.toClient = new DelayedPipe(client.eventLoop(), this::reachClient, client::close);
    }

    /** Starts relaying in both directions, subject to the conditions. */
    public void begin(NetworkConditions first) {
        client.pipeline().addLast(toServer);
        server.pipeline().addLast(toClient);
        change(first);
        client.config().setAutoRead(true);
        server.config().setAutoRead(true);
    }

    /** Changes the conditions; no effect once the connection has reached its end. */
    public void change(NetworkConditions next) {
        if (ended) {
            return;
        }
        conditions = next;
        tracker = new StreamTracker(next.end());
        endWhereDue();
        toServer.setDelay(next.toServer(), 0);
        toClient.setDelay(next.toClient(), next.bytesPerSecond());
    }

    private void reachClient(ByteBuf bytes) {
        client.writeAndFlush(bytes.readRetainedSlice(tracker.pass(bytes)));
        bytes.release();
        endWhereDue();
    }

    private void endWhereDue() {
        if (!tracker.isOver()) {
            return;
        }
        ended = true;
        toServer.stop();
        toClient.stop();
        switch (conditions.endKind()) {
            case SILENCE -> {}
            case RESET -> {
                reset(client);
                reset(server);
            }
            case FIN -> {
                // the client closes by itself; closing here would reset the connection if the client still sends
                client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> client.shutdownOutput());
                server.close();
            }
        }
    }

    private static void reset(SocketChannel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
