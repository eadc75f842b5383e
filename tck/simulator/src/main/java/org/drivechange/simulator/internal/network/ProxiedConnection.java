// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import org.drivechange.simulator.Conditions;

/** One connection through a proxy, carried as its conditions have it. Runs on the event loop only. */
@SuppressWarnings("FutureReturnValueIgnored")
public // what fails here ends the connection, and that is heard elsewhere
final class ProxiedConnection {

    private final SocketChannel client;

    private final SocketChannel server;

    private final DelayedPipe toServer;

    private final DelayedPipe toClient;

    private Conditions conditions;

    private StreamTracker passage;

    private boolean ended;

    public ProxiedConnection(SocketChannel client, SocketChannel server) {
        this.client = client;
        this.server = server;
        this.toServer = new DelayedPipe(client.eventLoop(), server::writeAndFlush, server::close);
        this.toClient = new DelayedPipe(client.eventLoop(), this::reachClient, client::close);
    }

    /** Lets both sides speak, as far as the conditions let them. */
    public void begin(Conditions first) {
        client.pipeline().addLast(toServer);
        server.pipeline().addLast(toClient);
        change(first);
        client.config().setAutoRead(true);
        server.config().setAutoRead(true);
    }

    /** A connection that has come to its end stays as it is. */
    public void change(Conditions next) {
        if (ended) {
            return;
        }
        conditions = next;
        passage = new StreamTracker(next.end());
        endWhereDue();
        toServer.pace(next.toServer(), 0);
        toClient.pace(next.toClient(), next.bytesPerSecond());
    }

    private void reachClient(ByteBuf bytes) {
        client.writeAndFlush(bytes.readRetainedSlice(passage.pass(bytes)));
        bytes.release();
        endWhereDue();
    }

    private void endWhereDue() {
        if (!passage.isOver()) {
            return;
        }
        ended = true;
        toServer.stop();
        toClient.stop();
        switch (conditions.how()) {
            case SILENCE -> {}
            case RESET -> {
                reset(client);
                reset(server);
            }
            case FIN -> {
                // the client's own end comes in its own time; with a close here, what it still sends would be a reset
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
