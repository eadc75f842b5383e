// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import com.corundumstudio.socketio.SocketIOChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Puts our handlers around the Socket.IO server's. */
final class Pipeline extends SocketIOChannelInitializer {

    private final ChannelGroup connections;

    private final Optional<SSLContext> tls;

    private final Frost frost;

    private final Consumer<String> requestLines;

    private final Refusals refusals;

    private final Links links;

    private final Grants grants;

    Pipeline(
            ChannelGroup connections,
            Optional<SSLContext> tls,
            Frost frost,
            Consumer<String> requestLines,
            Refusals refusals,
            Links links,
            Grants grants) {
        this.connections = connections;
        this.tls = tls;
        this.frost = frost;
        this.requestLines = requestLines;
        this.refusals = refusals;
        this.links = links;
        this.grants = grants;
    }

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        super.addSocketioHandlers(pipeline);
        Gate gate = new Gate(frost);
        pipeline.addFirst("tap", new RequestLineTap(requestLines));
        tls.ifPresent(context -> pipeline.addFirst("tls", new SslHandler(engine(context))));
        pipeline.addFirst("gate", gate);
        pipeline.addBefore(PACKET_HANDLER, "upgrade", new UpgradeHandler(refusals, links, grants, gate));
        connections.add(pipeline.channel());
    }

    private static SSLEngine engine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }
}
