// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.graph.HostPolicy;
import org.drivechange.impl.socketio.NotificationUrl;

/**
 * What the configuration says about sessions.
 *
 * @param connectTimeout bounds each of: access token, Graph request, TCP to joined namespace
 * @param reconnect how long to wait after failures
 * @param renewBefore how long before its end a subscription is replaced
 * @param wire what is spoken with the notification service
 * @param hosts which hosts a notificationUrl may name
 */
public record SessionSettings(
        Duration connectTimeout, Reconnect reconnect, Duration renewBefore, Wire wire, HostPolicy hosts) {

    /**
     * How long to wait after failures.
     *
     * @param delay the first wait
     * @param maxDelay the longest wait
     * @param jitter each wait is uniform in [d·(1−jitter), d]; from 0 to 1
     */
    public record Reconnect(Duration delay, Duration maxDelay, double jitter) {}

    /**
     * What is spoken.
     *
     * @param revision the Engine.IO revision that is asked for
     * @param reading how a notificationUrl is read
     * @param maxMessageSize bytes; a larger frame ends the link
     */
    public record Wire(EngineIoVersion revision, NotificationUrl.Reading reading, int maxMessageSize) {}
}
