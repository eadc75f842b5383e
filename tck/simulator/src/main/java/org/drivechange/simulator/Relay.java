// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;

/** One connection through a proxy, carried as its conditions have it. Runs on the event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails here ends the connection, and that is heard elsewhere
final class Relay {

    private final SocketChannel client;

    private final SocketChannel server;

    private final Flow toServer;

    private final Flow toClient;

    private Conditions conditions;

    private Passage passage;

    private boolean ended;

    Relay(SocketChannel client, SocketChannel server) {
        this.client = client;
        this.server = server;
        this.toServer = new Flow(client.eventLoop(), server::writeAndFlush, server::close);
        this.toClient = new Flow(client.eventLoop(), this::reachClient, client::close);
    }

    /** Lets both sides speak, as far as the conditions let them. */
    void begin(Conditions first) {
        client.pipeline().addLast(toServer);
        server.pipeline().addLast(toClient);
        change(first);
        client.config().setAutoRead(true);
        server.config().setAutoRead(true);
    }

    /** A connection that has come to its end stays as it is. */
    void change(Conditions next) {
        if (ended) {
            return;
        }
        conditions = next;
        passage = new Passage(next.end());
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
