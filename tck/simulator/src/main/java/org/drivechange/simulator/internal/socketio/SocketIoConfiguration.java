// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.HttpRequestDecoderConfiguration;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.protocol.JacksonJsonSupport;
import java.util.concurrent.TimeUnit;
import org.drivechange.simulator.internal.SimulatorConfig;

/** Converts the settings to the Socket.IO server's configuration. */
final class SocketIoConfiguration {

    static final int MAX_MESSAGE = 16 * 1024 * 1024;

    private static final int MAX_REQUEST_LINE = 64 * 1024;

    private SocketIoConfiguration() {}

    static Configuration of(SimulatorConfig config) {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(config.socketPort());
        configuration.setTransports(Transport.WEBSOCKET);
        configuration.setPingInterval((int) config.pingInterval().toMillis());
        configuration.setPingTimeout((int) config.pingTimeout().toMillis());
        // long enough for connections to survive a freeze
        configuration.setFirstDataTimeout((int) TimeUnit.MINUTES.toMillis(10));
        configuration.setRandomSession(true);
        configuration.setHttpCompression(false);
        configuration.setWebsocketCompression(false);
        configuration.setMaxFramePayloadLength(MAX_MESSAGE);
        configuration.setHttpRequestDecoderConfiguration(
                new HttpRequestDecoderConfiguration(MAX_REQUEST_LINE, MAX_REQUEST_LINE, MAX_REQUEST_LINE));
        configuration.setJsonSupport(new JacksonJsonSupport());
        return configuration;
    }
}
