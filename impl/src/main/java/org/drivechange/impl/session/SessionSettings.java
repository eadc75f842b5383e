// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.graph.HostPolicy;
import org.drivechange.impl.retry.ReconnectSettings;
import org.drivechange.impl.socketio.NotificationUrl;

/**
 * Configuration of sessions.
 *
 * @param connectTimeout timeout of each of: access token, request to Graph, TCP connect to joined namespace
 * @param reconnect delays after failures
 * @param renewBefore time between the renewal and the expiry of a subscription
 * @param wire protocol settings of the notification service
 * @param hosts hosts that a notificationUrl may name
 */
public record SessionSettings(
        Duration connectTimeout, ReconnectSettings reconnect, Duration renewBefore, Wire wire, HostPolicy hosts) {

    /**
     * Protocol settings.
     *
     * @param revision Engine.IO revision to request
     * @param reading interpretation of a notificationUrl
     * @param maxMessageSize limit in bytes; a larger frame closes the connection
     */
    public record Wire(EngineIoVersion revision, NotificationUrl.Reading reading, int maxMessageSize) {}
}
