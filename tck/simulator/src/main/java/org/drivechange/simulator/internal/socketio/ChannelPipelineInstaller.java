// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import com.corundumstudio.socketio.SocketIOChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.drivechange.simulator.internal.network.FreezeSwitch;
import org.drivechange.simulator.internal.network.TrafficGate;

/** Installs the simulator's handlers around those of the Socket.IO server. */
final class ChannelPipelineInstaller extends SocketIOChannelInitializer {

    private final ChannelGroup connections;

    private final Optional<SSLContext> tls;

    private final FreezeSwitch freezeSwitch;

    private final Consumer<String> requestLines;

    private final UpgradeRefusals refusals;

    private final ClientConnections clientConnections;

    private final SubscriptionGrants grants;

    ChannelPipelineInstaller(
            ChannelGroup connections,
            Optional<SSLContext> tls,
            FreezeSwitch freezeSwitch,
            Consumer<String> requestLines,
            UpgradeRefusals refusals,
            ClientConnections clientConnections,
            SubscriptionGrants grants) {
        this.connections = connections;
        this.tls = tls;
        this.freezeSwitch = freezeSwitch;
        this.requestLines = requestLines;
        this.refusals = refusals;
        this.clientConnections = clientConnections;
        this.grants = grants;
    }

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        super.addSocketioHandlers(pipeline);
        TrafficGate gate = new TrafficGate(freezeSwitch);
        pipeline.addFirst("tap", new RequestLineRecorder(requestLines));
        tls.ifPresent(context -> pipeline.addFirst("tls", new SslHandler(engine(context))));
        pipeline.addFirst("gate", gate);
        pipeline.addBefore(PACKET_HANDLER, "upgrade", new UpgradeHandler(refusals, clientConnections, grants, gate));
        connections.add(pipeline.channel());
    }

    private static SSLEngine engine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }
}
