// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Records the first line of a connection before it is parsed. */
final class RequestLineRecorder extends ChannelInboundHandlerAdapter {

    private final Consumer<String> lines;

    private final StringBuilder line = new StringBuilder();

    RequestLineRecorder(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        int length = bytes.bytesBefore((byte) '\n');
        line.append(bytes.toString(
                bytes.readerIndex(), length < 0 ? bytes.readableBytes() : length, StandardCharsets.ISO_8859_1));
        if (length >= 0) {
            lines.accept(line.toString().stripTrailing());
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(message);
    }
}
